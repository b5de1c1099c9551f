package import ResourceModel

/// Whether a change of a function breaks anybody: a value that terminal, Markdown and JSON show alike.
package struct FunctionVerdict: Sendable, Equatable {
  /// Whom a change breaks, the worst last.
  ///
  /// The model writes a function's arguments and the application's handler reads them. So what lets the
  /// model send more than before breaks handlers, and what lets it send less breaks the model's habits:
  /// calls in running threads, examples in prompts.
  package enum Effect: String, Sendable, Comparable, CaseIterable {
    case compatible
    case breaksHabits = "breaking_for_habits"
    case breaksHandlers = "breaking_for_handlers"

    package static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }

    /// `breaking for handlers`
    package var words: String {
      switch self {
      case .compatible: "compatible"
      case .breaksHabits: "breaking for the model's habits"
      case .breaksHandlers: "breaking for handlers"
      }
    }

    private var rank: Int {
      switch self {
      case .compatible: 0
      case .breaksHabits: 1
      case .breaksHandlers: 2
      }
    }
  }

  package enum Change: String, Sendable {
    case added, removed, renamed, changed
  }

  /// One change, and whom it breaks.
  package struct Reason: Sendable, Equatable {
    /// The place inside the function: `parameters.properties.category.enum`.
    package var path: ValuePath
    /// The parameter as people call it: `category`, `filter.price`, `tags[]`; empty for the function.
    package var subject: String
    package var effect: Effect
    /// What is true of the subject: `is required, and was optional`. It may quote values.
    package var predicate: String

    package var message: String { subject.isEmpty ? predicate : "\(subject) \(predicate)" }
  }

  package var name: String
  /// The name that the function had; nil where it is the same.
  package var previousName: String?
  package var change: Change
  /// In the order in which a schema is read; at least one.
  package var reasons: [Reason]
  /// Where the function stands in its new list: `[1].function`; nil for one that is removed.
  package var path: ValuePath?
  /// The parameters that either version has, and those of them that both have alike.
  package var parameterCount = 0
  package var unchangedParameterCount = 0

  func placed(at path: ValuePath) -> FunctionVerdict {
    var verdict = self
    verdict.path = path
    return verdict
  }

  /// The worst of the reasons.
  package var verdict: Effect { reasons.map(\.effect).max() ?? .compatible }

  /// The reasons that break somebody, the worst first.
  package var breakingReasons: [Reason] {
    let breaking = reasons.filter { $0.effect != .compatible }
    return breaking.filter { $0.effect == .breaksHandlers }
      + breaking.filter { $0.effect == .breaksHabits }
  }

  /// `6 of 8 parameters unchanged`; nil where parameters say nothing.
  package var parametersText: String? {
    guard change == .changed, parameterCount > 0 else { return nil }
    let noun = parameterCount == 1 ? "parameter" : "parameters"
    return "\(unchangedParameterCount) of \(parameterCount) \(noun) unchanged"
  }
}
