import OrderedCollections
import ResourceModel

/// Schemas for the members of an object.
extension Evaluation {
  mutating func properties(
    _ argument: JSONValue, _ value: JSONObject, in frame: Frame
  ) -> Outcome {
    guard let properties = argument.object, spend(value.count) else { return .unknown }
    var outcome = Outcome.accepted
    for position in value.elements.indices {
      guard let index = ExactText.index(of: value.keys[position], in: properties) else { continue }
      apply(properties.values[index], at: position, of: value, in: frame, to: &outcome)
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }

  mutating func patternProperties(
    _ argument: JSONValue, _ value: JSONObject, in frame: Frame
  ) -> Outcome {
    guard let properties = argument.object else { return .unknown }
    var outcome = Outcome.accepted
    for (pattern, schema) in properties {
      for position in value.elements.indices {
        switch verdict(ofPattern: pattern, on: value.keys[position]) {
        case .accepted: apply(schema, at: position, of: value, in: frame, to: &outcome)
        case .refused: break
        case .unknown:
          outcome.evaluated.becomeUncertain()
          if verdict(ofSchema: schema, onPart: value.values[position], in: frame) != .accepted {
            outcome.verdict = outcome.verdict.and(.unknown)
          }
        }
        if outcome.verdict == .refused { return .refused }
      }
    }
    return outcome
  }

  /// For members that neither `properties` nor `patternProperties` beside it describes.
  mutating func additionalProperties(
    _ argument: JSONValue, _ value: JSONObject, in frame: Frame
  ) -> Outcome {
    let named = frame.schema[Keyword.properties.name]?.object ?? [:]
    let patterns = frame.schema[Keyword.patternProperties.name]?.object?.keys ?? []
    var outcome = Outcome.accepted
    for position in value.elements.indices {
      let name = value.keys[position]
      guard spend(1 + patterns.count) else { return .unknown }
      if ExactText.index(of: name, in: named) != nil { continue }
      var isDescribed = SchemaValidator.Verdict.refused
      for pattern in patterns where isDescribed != .accepted {
        isDescribed = isDescribed.or(verdict(ofPattern: pattern, on: name))
      }
      if isDescribed == .accepted { continue }
      if isDescribed == .refused {
        apply(argument, at: position, of: value, in: frame, to: &outcome)
        if outcome.verdict == .refused { return .refused }
      } else {
        // Described or additional: it is evaluated both ways.
        outcome.evaluated.insert(position)
        let verdict = verdict(ofSchema: argument, onPart: value.values[position], in: frame)
        if verdict != .accepted { outcome.verdict = .unknown }
      }
    }
    return outcome
  }

  mutating func propertyNames(
    _ argument: JSONValue, _ value: JSONObject, in frame: Frame
  ) -> Outcome {
    var outcome = Outcome.accepted
    for name in value.keys {
      outcome.verdict = outcome.verdict.and(
        verdict(ofSchema: argument, onPart: .string(name), in: frame))
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }

  mutating func dependentSchemas(
    _ argument: JSONValue, _ value: JSONObject, in frame: Frame
  ) -> Outcome {
    guard let dependencies = argument.object else { return .unknown }
    var outcome = Outcome.accepted
    for (name, schema) in dependencies where ExactText.index(of: name, in: value) != nil {
      outcome.require(self.outcome(ofSchema: schema, in: frame))
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }

  private mutating func apply(
    _ schema: JSONValue, at position: Int, of value: JSONObject, in frame: Frame,
    to outcome: inout Outcome
  ) {
    outcome.verdict = outcome.verdict.and(
      verdict(ofSchema: schema, onPart: value.values[position], in: frame))
    if frame.collects { outcome.evaluated.insert(position) }
  }
}
