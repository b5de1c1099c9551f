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
      Diagnostic("ASST301", error.summary, detail: error.detail, help: error.help, at: nil)
    ])
  }

  init(_ error: ProviderError) {
    let request = error.requestID.map { "\nRequest ID: \($0)." } ?? ""
    self.init([
      Diagnostic(
        "ASST302", error.summary, detail: "\(error.message).\(request)", help: error.help, at: nil)
    ])
  }
}

extension ProviderError {
  /// What went wrong, the same words for every occurrence.
  var summary: String {
    switch cause {
    case .rejected: "The provider refused the request"
    case .unauthorized: "The provider does not accept the key"
    case .forbidden: "The key may not do this"
    case .notFound: "The object does not exist"
    case .notServed: "The host does not serve this kind of resource"
    case .rateLimited: "The provider asks for fewer requests"
    case .quotaExceeded: "The account's quota is used up"
    case .serverFault: "The provider has a problem"
    case .unreachable: "The provider cannot be reached"
    case .insecure: "No secure connection to the provider"
    case .noAnswer: "The provider did not answer"
    case .unreadableAnswer: "The answer is not one of this API"
    case .endlessList: "A list of the provider does not end"
    case .cancelled: "The request was cancelled"
    }
  }
}
