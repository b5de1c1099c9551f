import Reconciliation
import ResourceModel
import StateStorage

/// The journal on the disk, as the engine uses it.
struct JournalOfApply: WriteJournal {
  /// nil for an apply without a step.
  let journal: Journal?

  func begin(_ intent: WriteIntent) async throws(UnnotedIntent) -> Int {
    try await add(.intent(intent))
  }

  func begin(_ intent: FileIntent) async throws(UnnotedIntent) -> Int {
    try await add(.fileIntent(intent))
  }

  private func add(_ entry: JournalEntry) async throws(UnnotedIntent) -> Int {
    guard let journal else {
      throw UnnotedIntent(
        message: "the apply has no journal", help: "Report this: it is a mistake of asst.")
    }
    do throws(JournalError) {
      return try await journal.add(entry)
    } catch {
      throw UnnotedIntent(
        message: "not sent, because the journal cannot be written: \(error.detail)",
        help: error.help)
    }
  }

  func end(_ intent: Int, _ outcome: WriteOutcome) {
    journal?.note(.outcome(outcome, of: intent))
  }
}
