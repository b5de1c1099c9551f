import Reconciliation
import StateStorage

// A code has one meaning for ever, so that people can look it up and scripts can rely on it.

extension LockFileError {
  var code: String {
    switch self {
    case .unreadable: "ASST320"
    case .damaged: "ASST321"
    case .newerFormat: "ASST322"
    case .otherProject: "ASST323"
    case .otherTarget: "ASST324"
    case .otherOrigin: "ASST325"
    case .unwritable: "ASST326"
    }
  }
}

extension JournalError {
  var code: String {
    switch self {
    case .unreadable: "ASST350"
    case .damaged: "ASST351"
    case .newerFormat: "ASST352"
    case .otherProject: "ASST353"
    case .otherTarget: "ASST354"
    case .otherOrigin: "ASST355"
    case .unwritable: "ASST356"
    }
  }
}

extension ProviderError {
  var code: String {
    switch cause {
    case .rejected: "ASST330"
    case .unsendable: "ASST344"
    case .unauthorized: "ASST331"
    case .forbidden: "ASST332"
    case .notFound: "ASST333"
    case .notServed: "ASST334"
    case .rateLimited: "ASST335"
    case .quotaExceeded: "ASST336"
    case .serverFault: "ASST337"
    case .unreachable: "ASST338"
    case .insecure: "ASST339"
    case .noAnswer: "ASST340"
    case .unreadableAnswer: "ASST341"
    case .endlessList: "ASST342"
    case .cancelled: "ASST343"
    case .fileChanged: "ASST345"
    case .unreadableFile: "ASST346"
    }
  }

  /// What went wrong, the same words for every occurrence.
  var summary: String {
    switch cause {
    case .rejected: "The provider refused the request"
    case .unsendable: "The request cannot be sent"
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
    case .fileChanged: "A file has changed since it was planned"
    case .unreadableFile: "A file cannot be read"
    case .cancelled: "The request was cancelled"
    }
  }
}
