import Reconciliation
import ResourceModel
import StateStorage

/// A provider with the points of interruption around each request: before it is handed on, and before
/// its answer is taken note of. Used only where tests armed them.
struct CrashingProvider: Provider {
  let provider: any Provider

  var origin: Origin { provider.origin }
  var diagnosis: (any ProviderDiagnosis)? { provider.diagnosis }

  func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage {
    try await between { () async throws(ProviderError) in
      try await provider.list(kind, after: cursor)
    }
  }

  func get(_ kind: ResourceKind, id: String) async throws(ProviderError) -> ObservedResource? {
    try await between { () async throws(ProviderError) in try await provider.get(kind, id: id) }
  }

  func create(
    _ kind: ResourceKind, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    try await between { () async throws(ProviderError) in try await provider.create(kind, write) }
  }

  func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    try await between { () async throws(ProviderError) in
      try await provider.update(kind, id: id, write)
    }
  }

  func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    try await between { () async throws(ProviderError) in try await provider.delete(kind, id: id) }
  }

  private func between<Answer: Sendable>(
    _ request: () async throws(ProviderError) -> Answer
  ) async throws(ProviderError) -> Answer {
    CrashPoint.reached("request.before")
    defer { CrashPoint.reached("request.after") }
    return try await request()
  }
}
