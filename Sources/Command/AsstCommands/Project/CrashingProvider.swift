import Reconciliation
import ResourceModel
import StateStorage

/// A provider with the points of interruption around each request: before it is handed on, and before
/// its answer is taken note of. Used only where tests armed them.
struct CrashingProvider: Provider {
  let provider: any Provider

  var origin: Origin { provider.origin }
  var diagnosis: (any ProviderDiagnosis)? { provider.diagnosis }
  var files: (any FileProvider)? { provider.files.map(CrashingFileProvider.init) }

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
}

/// The same for its files.
private struct CrashingFileProvider: FileProvider {
  let files: any FileProvider

  var largestBatch: Int { files.largestBatch }

  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile {
    try await between { () async throws(ProviderError) in
      try await files.upload(upload, progress: progress)
    }
  }

  func file(_ id: String) async throws(ProviderError) -> ObservedFile? {
    try await between { () async throws(ProviderError) in try await files.file(id) }
  }

  func files(after cursor: String?) async throws(ProviderError) -> FilePage {
    try await between { () async throws(ProviderError) in try await files.files(after: cursor) }
  }

  func deleteFile(_ id: String) async throws(ProviderError) {
    try await between { () async throws(ProviderError) in try await files.deleteFile(id) }
  }

  func members(
    of store: String, after cursor: String?
  ) async throws(ProviderError) -> MemberPage {
    try await between { () async throws(ProviderError) in
      try await files.members(of: store, after: cursor)
    }
  }

  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember? {
    try await between { () async throws(ProviderError) in
      try await files.member(file, of: store)
    }
  }

  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch {
    try await between { () async throws(ProviderError) in
      try await files.attach(members, to: store)
    }
  }

  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch {
    try await between { () async throws(ProviderError) in try await files.batch(id, of: store) }
  }

  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    try await between { () async throws(ProviderError) in
      try await files.updateMember(member, of: store)
    }
  }

  func detach(_ file: String, from store: String) async throws(ProviderError) {
    try await between { () async throws(ProviderError) in
      try await files.detach(file, from: store)
    }
  }
}

private func between<Answer: Sendable>(
  _ request: () async throws(ProviderError) -> Answer
) async throws(ProviderError) -> Answer {
  CrashPoint.reached("request.before")
  defer { CrashPoint.reached("request.after") }
  return try await request()
}
