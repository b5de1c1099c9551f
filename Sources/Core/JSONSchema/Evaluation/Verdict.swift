/// Verdicts join like truth values of which some are not known: what is refused stays refused
/// whatever else turns out.
extension SchemaValidator.Verdict {
  init(_ isAccepted: Bool) { self = isAccepted ? .accepted : .refused }

  func and(_ other: Self) -> Self {
    if self == .refused || other == .refused { return .refused }
    return self == .unknown || other == .unknown ? .unknown : .accepted
  }

  func or(_ other: Self) -> Self { negated.and(other.negated).negated }

  var negated: Self {
    switch self {
    case .accepted: .refused
    case .refused: .accepted
    case .unknown: .unknown
    }
  }
}
