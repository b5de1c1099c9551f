import Diagnostics
import Reconciliation
import StateStorage

/// Why a command ends without success, and with which status.
struct CommandFailure: Error, Sendable {
  /// What is still to be told; empty when everything has been.
  var diagnostics: [Diagnostic]
  var exitCode: Int32

  init(_ diagnostics: [Diagnostic], exitCode: Int32 = 1) {
    self.diagnostics = diagnostics
    self.exitCode = exitCode
  }

  /// Everything has been told already.
  static func silent(_ exitCode: Int32) -> CommandFailure { CommandFailure([], exitCode: exitCode) }

  init(_ error: LockFileError) {
    self.init([
      Diagnostic(error.code, error.summary, detail: error.detail, help: error.help, at: nil)
    ])
  }

  init(_ error: JournalError) {
    self.init([
      Diagnostic(error.code, error.summary, detail: error.detail, help: error.help, at: nil)
    ])
  }

  init(_ error: ProviderError) {
    let request = error.requestID.map { "\nRequest ID: \($0)." } ?? ""
    self.init([
      Diagnostic(
        error.code, error.summary, detail: "\(error.message.asSentence)\(request)",
        help: error.help, at: nil)
    ])
  }
}

extension String {
  /// With a full stop at the end, unless there is one; servers differ in whether they end theirs.
  var asSentence: String {
    guard let last, !".!?…".contains(last) else { return self }
    return self + "."
  }
}
