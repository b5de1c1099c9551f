package import ResourceModel

/// What an apply did.
package struct ApplyReport: Sendable {
  package var outcomes: [(step: ApplyStep, outcome: StepOutcome)]
  /// What the lock file is to say now.
  package var recorded: RecordedState

  package init(
    outcomes: [(step: ApplyStep, outcome: StepOutcome)], recorded: RecordedState
  ) {
    self.outcomes = outcomes
    self.recorded = recorded
  }

  package var isComplete: Bool {
    outcomes.allSatisfy { if case .done = $0.outcome { true } else { false } }
  }
}

/// What happens during an apply, for whoever shows it. Told one at a time.
package enum ApplyEvent: Sendable {
  case started(ApplyStep)
  /// A create got no usable answer, and its object is looked for.
  case searching(ApplyStep, ProviderError)
  /// Bytes of a file that have left so far.
  case sent(ApplyStep, bytes: Int, of: Int)
  /// Files of a store that are searchable so far.
  case indexed(ApplyStep, Int, of: Int)
  case finished(ApplyStep, id: String?, after: Duration)
  case failed(ApplyStep, StepFailure)
  case skipped(ApplyStep, because: Address)
  /// The server keeps another form of these values than was sent.
  case ownForm(ApplyStep, [AttributePath])
}
