import OrderedCollections
import ResourceModel

/// Keywords that apply schemas to the value itself. Those for its parts stand in files of their own.
extension Evaluation {
  mutating func application(
    of keyword: Keyword, _ argument: JSONValue, in frame: Frame
  ) -> Outcome {
    switch (keyword, frame.value) {
    case (.allOf, _): allOf(argument, in: frame)
    case (.anyOf, _): anyOf(argument, in: frame)
    case (.oneOf, _): oneOf(argument, in: frame)
    case (.not, _): Outcome(outcome(ofSchema: argument, in: frame).verdict.negated)
    case (.if, _): condition(argument, in: frame)
    case (.prefixItems, .array(let items)): prefixItems(argument, items, in: frame)
    case (.items, .array(let items)): rest(argument, items, in: frame)
    case (.contains, .array(let items)): contains(argument, items, in: frame)
    case (.properties, .object(let value)): properties(argument, value, in: frame)
    case (.patternProperties, .object(let value)): patternProperties(argument, value, in: frame)
    case (.additionalProperties, .object(let value)):
      additionalProperties(argument, value, in: frame)
    case (.propertyNames, .object(let value)): propertyNames(argument, value, in: frame)
    case (.dependentSchemas, .object(let value)): dependentSchemas(argument, value, in: frame)
    default: .accepted
    }
  }

  private mutating func allOf(_ argument: JSONValue, in frame: Frame) -> Outcome {
    guard let schemas = argument.array else { return .unknown }
    var outcome = Outcome.accepted
    for schema in schemas {
      outcome.require(self.outcome(ofSchema: schema, in: frame))
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }

  private mutating func anyOf(_ argument: JSONValue, in frame: Frame) -> Outcome {
    guard let schemas = argument.array else { return .unknown }
    var outcome = Outcome.refused
    for schema in schemas {
      let branch = self.outcome(ofSchema: schema, in: frame)
      outcome.verdict = outcome.verdict.or(branch.verdict)
      outcome.evaluated.merge(branch)
      if outcome.verdict == .accepted, !frame.collects { return outcome }
    }
    return outcome
  }

  private mutating func oneOf(_ argument: JSONValue, in frame: Frame) -> Outcome {
    guard let schemas = argument.array else { return .unknown }
    var outcome = Outcome.refused
    var (accepting, unknown) = (0, 0)
    for schema in schemas {
      let branch = self.outcome(ofSchema: schema, in: frame)
      outcome.evaluated.merge(branch)
      switch branch.verdict {
      case .accepted: accepting += 1
      case .unknown: unknown += 1
      case .refused: break
      }
      if accepting > 1 { return .refused }
    }
    outcome.verdict = unknown > 0 ? .unknown : .init(accepting == 1)
    return outcome
  }

  private mutating func condition(_ argument: JSONValue, in frame: Frame) -> Outcome {
    let condition = outcome(ofSchema: argument, in: frame)
    switch condition.verdict {
    case .accepted:
      var outcome = condition
      outcome.require(branch(.then, in: frame))
      return outcome
    case .refused: return branch(.else, in: frame)
    case .unknown:
      let (then, otherwise) = (branch(.then, in: frame), branch(.else, in: frame))
      var outcome = Outcome(then.verdict == otherwise.verdict ? then.verdict : .unknown)
      outcome.evaluated.becomeUncertain()
      return outcome
    }
  }

  private mutating func branch(_ keyword: Keyword, in frame: Frame) -> Outcome {
    guard let schema = frame.schema[keyword.name] else { return .accepted }
    return outcome(ofSchema: schema, in: frame)
  }
}
