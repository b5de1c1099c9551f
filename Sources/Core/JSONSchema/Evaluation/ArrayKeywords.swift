import OrderedCollections
import ResourceModel

/// Schemas for the items of a list.
extension Evaluation {
  mutating func prefixItems(
    _ argument: JSONValue, _ items: [JSONValue], in frame: Frame
  ) -> Outcome {
    guard let schemas = argument.array else { return .unknown }
    var outcome = Outcome.accepted
    for (index, schema) in schemas.enumerated().prefix(items.count) {
      outcome.verdict = outcome.verdict.and(
        verdict(ofSchema: schema, onPart: items[index], in: frame))
      if outcome.verdict == .refused { return .refused }
      if frame.collects { outcome.evaluated.insert(index) }
    }
    return outcome
  }

  /// `items`: all those after the ones that `prefixItems` describes.
  mutating func rest(_ argument: JSONValue, _ items: [JSONValue], in frame: Frame) -> Outcome {
    let described = frame.schema[Keyword.prefixItems.name]?.array?.count ?? 0
    var outcome = Outcome.accepted
    guard described < items.count else { return outcome }
    outcome.evaluated.insertAll()
    for item in items[described...] {
      outcome.verdict = outcome.verdict.and(verdict(ofSchema: argument, onPart: item, in: frame))
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }

  /// `contains`, with `minContains` and `maxContains` beside it.
  mutating func contains(_ argument: JSONValue, _ items: [JSONValue], in frame: Frame) -> Outcome {
    var outcome = Outcome.accepted
    var (accepted, unknown) = (0, 0)
    for (index, item) in items.enumerated() {
      switch verdict(ofSchema: argument, onPart: item, in: frame) {
      case .accepted:
        accepted += 1
        if frame.collects { outcome.evaluated.insert(index) }
      case .unknown:
        unknown += 1
        outcome.evaluated.becomeUncertain()
      case .refused: break
      }
    }
    let fewest = Self.counts(accepted, within: frame.schema)
    let most = Self.counts(accepted + unknown, within: frame.schema)
    if unknown == 0 {
      outcome.verdict = fewest.least.and(fewest.most)
    } else if most.least == .refused || fewest.most == .refused {
      outcome.verdict = .refused
    } else if fewest.least != .accepted || most.most != .accepted {
      outcome.verdict = .unknown
    }
    return outcome
  }

  /// Whether so many are enough, and not too many.
  private static func counts(
    _ count: Int, within schema: JSONObject
  ) -> (least: SchemaValidator.Verdict, most: SchemaValidator.Verdict) {
    let least =
      schema[Keyword.minContains.name].map { compare(count, to: $0) { $0 >= $1 } }
      ?? .init(count >= 1)
    let most =
      schema[Keyword.maxContains.name].map { compare(count, to: $0) { $0 <= $1 } } ?? .accepted
    return (least, most)
  }
}
