import OrderedCollections
import Reconciliation
import ResourceModel
import Synchronization

/// A provider of nothing but files, whose calls fail with the given errors, one after the other, and
/// then succeed.
final class FakeFiles: FileProvider {
  private struct State {
    var errors: [ProviderError]
    var words: [String] = []
  }

  let largestBatch = 3
  private let state: Mutex<State>
  private let pages: @Sendable (_ cursor: String?) -> (ids: [String], next: String?)
  private let duringUpload: @Sendable () async -> Void

  init(
    failing errors: [ProviderError] = [],
    pages: @escaping @Sendable (String?) -> (ids: [String], next: String?) = { _ in ([], nil) },
    duringUpload: @escaping @Sendable () async -> Void = {}
  ) {
    state = Mutex(State(errors: errors))
    self.pages = pages
    self.duringUpload = duringUpload
  }

  var words: [String] { state.withLock(\.words) }

  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile {
    try note("upload \(upload.name)")
    progress(upload.size)
    await duringUpload()
    return ObservedFile(id: "file-1", name: upload.name)
  }

  func file(_ id: String) async throws(ProviderError) -> ObservedFile? {
    try note("file \(id)")
    return nil
  }

  func files(after cursor: String?) async throws(ProviderError) -> FilePage {
    try note("files after \(cursor ?? "-")")
    let page = pages(cursor)
    return FilePage(files: page.ids.map { ObservedFile(id: $0, name: "") }, next: page.next)
  }

  func deleteFile(_ id: String) async throws(ProviderError) { try note("delete \(id)") }

  func members(
    of store: String, after cursor: String?
  ) async throws(ProviderError) -> MemberPage {
    try note("members of \(store) after \(cursor ?? "-")")
    let page = pages(cursor)
    return MemberPage(
      members: page.ids.map { ObservedMember(file: $0, state: .completed) }, next: page.next)
  }

  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember? {
    try note("member \(file) of \(store)")
    return nil
  }

  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch {
    try note("attach \(members.map(\.file).joined(separator: " ")) to \(store)")
    return AttachBatch(id: "vsfb_1", isFinished: false)
  }

  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch {
    try note("batch \(id) of \(store)")
    return AttachBatch(id: id, isFinished: true)
  }

  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    try note("update \(member.file) of \(store)")
    return ObservedMember(file: member.file, state: .completed)
  }

  func detach(_ file: String, from store: String) async throws(ProviderError) {
    try note("detach \(file) from \(store)")
  }

  private func note(_ words: String) throws(ProviderError) {
    let error = state.withLock { state -> ProviderError? in
      state.words.append(words)
      return state.errors.isEmpty ? nil : state.errors.removeFirst()
    }
    if let error { throw error }
  }
}

/// A provider that has these files and is never asked for anything else.
struct FilesOnly: Provider {
  let files: (any FileProvider)?
  let origin = testOrigin

  func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage { throw Self.unscripted }

  func get(_ kind: ResourceKind, id: String) async throws(ProviderError) -> ObservedResource? {
    throw Self.unscripted
  }

  func create(
    _ kind: ResourceKind, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource { throw Self.unscripted }

  func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource { throw Self.unscripted }

  func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    throw Self.unscripted
  }

  private static var unscripted: ProviderError {
    ProviderError(.rejected(parameter: nil), "only files are asked for here")
  }
}

func session(
  files: (any FileProvider)?, parallelism: Int = 10, clock: TestClock = TestClock()
) -> ProviderSession {
  ProviderSession(
    provider: FilesOnly(files: files), limiter: RequestLimiter(parallelism: parallelism),
    clock: clock, random: { 0 })
}
