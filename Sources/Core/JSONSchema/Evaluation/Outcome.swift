/// What a schema says of a value, and which members or items of the value it looked at.
struct Outcome {
  var verdict: SchemaValidator.Verdict
  var evaluated = Evaluated()

  static let accepted = Outcome(.accepted)
  static let refused = Outcome(.refused)
  static let unknown = Outcome(.unknown)

  init(_ verdict: SchemaValidator.Verdict) { self.verdict = verdict }

  /// Joins what another schema says of the same value, where both have to accept it.
  mutating func require(_ other: Outcome) {
    verdict = verdict.and(other.verdict)
    evaluated.merge(other)
  }
}

/// The members or items, by position, that a schema and those in it looked at: what the
/// `unevaluated…` keywords leave out.
struct Evaluated {
  private var positions: [Bool] = []
  private var isEverything = false
  /// Some schema whose verdict is not known may have looked at more.
  private(set) var isUncertain = false

  mutating func insert(_ position: Int) {
    while positions.count <= position { positions.append(false) }
    positions[position] = true
  }

  mutating func insertAll() { isEverything = true }
  mutating func becomeUncertain() { isUncertain = true }

  func contains(_ position: Int) -> Bool {
    isEverything || position < positions.count && positions[position]
  }

  /// What a refusing schema looked at does not count.
  mutating func merge(_ other: Outcome) {
    switch other.verdict {
    case .refused: return
    case .unknown: isUncertain = true
    case .accepted:
      isEverything = isEverything || other.evaluated.isEverything
      isUncertain = isUncertain || other.evaluated.isUncertain
      for position in other.evaluated.positions.indices where other.evaluated.positions[position] {
        insert(position)
      }
    }
  }
}
