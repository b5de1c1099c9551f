package import ResourceModel

/// Where writes are noted before and after their requests, so that whoever comes after a crash knows
/// what may have been done.
package protocol WriteJournal: Sendable {
  /// Returns the entry's number once the intent outlives this process. Throws where it cannot be
  /// noted; the request is not sent then.
  func begin(_ intent: WriteIntent) async throws(UnnotedIntent) -> Int

  /// The same for a write that concerns files.
  func begin(_ intent: FileIntent) async throws(UnnotedIntent) -> Int

  /// Notes how the write of an entry ended, without waiting.
  func end(_ intent: Int, _ outcome: WriteOutcome)
}

/// A write could not be noted, and so was not sent.
package struct UnnotedIntent: Error, Sendable, Equatable {
  package let message: String
  package let help: String

  package init(message: String, help: String) {
    self.message = message
    self.help = help
  }
}
