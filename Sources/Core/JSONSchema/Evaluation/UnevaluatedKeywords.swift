import OrderedCollections
import ResourceModel

/// `unevaluatedItems` and `unevaluatedProperties`: for what no other keyword looked at, here or in
/// the schemas applied to the same value.
extension Evaluation {
  mutating func outcomeOfWhatIsLeft(after evaluated: Evaluated, in frame: Frame) -> Outcome {
    switch frame.value {
    case .array(let items):
      frame.schema[Keyword.unevaluatedItems.name].map {
        outcome(of: $0, onWhatIsLeftOf: items, after: evaluated, in: frame)
      } ?? .accepted
    case .object(let members):
      frame.schema[Keyword.unevaluatedProperties.name].map {
        outcome(of: $0, onWhatIsLeftOf: members.values, after: evaluated, in: frame)
      } ?? .accepted
    default: .accepted
    }
  }

  private mutating func outcome(
    of schema: JSONValue, onWhatIsLeftOf parts: some RandomAccessCollection<JSONValue>,
    after evaluated: Evaluated, in frame: Frame
  ) -> Outcome {
    var outcome = Outcome.accepted
    outcome.evaluated.insertAll()
    for (position, part) in parts.enumerated() where !evaluated.contains(position) {
      let verdict = verdict(ofSchema: schema, onPart: part, in: frame)
      // Where it may have been looked at after all, a refusal may not be meant for it.
      outcome.verdict = outcome.verdict.and(
        evaluated.isUncertain && verdict == .refused ? .unknown : verdict)
      if outcome.verdict == .refused { return .refused }
    }
    return outcome
  }
}
