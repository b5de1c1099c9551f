import OrderedCollections
import Reconciliation
import ResourceModel
import Synchronization

/// The files of a host in memory: what is attached becomes searchable after as many looks as the test
/// says, and whatever the test says goes wrong.
final class MemoryFiles: FileProvider {
  struct Member: Sendable {
    var write: MemberWrite
    /// How many more looks see it being indexed.
    var looks: Int
    var state: ObservedMember.State
  }

  private struct State {
    var files: [ObservedFile] = []
    var stores: [String: [Member]] = [:]
    var batches: [String: (store: String, files: [String])] = [:]
    var words: [String] = []
    var count = 0
    var cutsShort = false
  }

  /// One request that a test may answer with an error, before or after it takes effect.
  typealias Fault = @Sendable (_ words: String, _ count: Int) -> Failure?

  enum Failure: Sendable {
    case refused(ProviderError)
    /// It takes effect, and the answer is lost.
    case lost(ProviderError)
  }

  let largestBatch: Int
  private let state = Mutex(State())
  private let fault: Mutex<Fault>
  /// How many looks a file takes to be searchable.
  private let looks: Int
  /// What becomes of a file with this name, at which of its tries.
  private let verdict: Mutex<@Sendable (_ name: String, _ attempt: Int) -> ObservedMember.State>
  private let attempts = Mutex<[String: Int]>([:])

  init(
    largestBatch: Int = 100, looks: Int = 1, fault: @escaping Fault = { _, _ in nil },
    verdict: @escaping @Sendable (_ name: String, _ attempt: Int) -> ObservedMember.State = {
      _, _ in .completed
    }
  ) {
    self.largestBatch = largestBatch
    self.looks = looks
    self.verdict = Mutex(verdict)
    self.fault = Mutex(fault)
  }

  // MARK: - What tests see and do

  var words: [String] { state.withLock(\.words) }
  var all: [ObservedFile] { state.withLock(\.files) }
  /// Uploads side by side get their IDs in the order in which they arrive.
  func id(of name: String) -> String { all.first { $0.name == name }?.id ?? "-" }

  /// Whether a byte of each upload is lost.
  var cutsShort: Bool {
    get { state.withLock(\.cutsShort) }
    set { state.withLock { $0.cutsShort = newValue } }
  }
  func forgetWords() { state.withLock { $0.words = [] } }
  func fail(_ fault: @escaping Fault) { self.fault.withLock { $0 = fault } }
  func judge(_ verdict: @escaping @Sendable (String, Int) -> ObservedMember.State) {
    self.verdict.withLock { $0 = verdict }
  }

  func members(of store: String) -> [ObservedMember] {
    state.withLock { ($0.stores[store] ?? []).map(Self.observed) }
  }

  func names(in store: String) -> [String] {
    let names = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name) })
    return members(of: store).filter { $0.state == .completed }.map { names[$0.file] ?? "?" }
      .sorted()
  }

  /// A file that somebody else sent.
  func put(_ file: ObservedFile) { state.withLock { $0.files.append(file) } }

  func put(_ member: MemberWrite, in store: String) {
    state.withLock {
      $0.stores[store, default: []].append(Member(write: member, looks: 0, state: .completed))
    }
  }

  func change(_ store: String, _ change: (inout [Member]) -> Void) {
    state.withLock { change(&$0.stores[store, default: []]) }
  }

  func remove(_ file: String) {
    state.withLock { state in
      state.files.removeAll { $0.id == file }
      for store in state.stores.keys { state.stores[store]?.removeAll { $0.write.file == file } }
    }
  }

  func removeStore(_ store: String) { state.withLock { $0.stores[store] = nil } }

  func contents(of store: String) -> ContentFingerprint {
    let members = members(of: store)
    let failed = members.count { if case .failed = $0.state { true } else { false } }
    return ContentFingerprint(
      completed: members.count { $0.state == .completed }, failed: failed,
      cancelled: members.count { $0.state == .cancelled },
      inProgress: members.count { $0.state == .inProgress }, bytes: members.count * 100)
  }

  // MARK: - The port

  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile {
    try await perform("upload \(upload.name)") { state in
      state.count += 1
      let file = ObservedFile(
        id: "file-\(state.count)", name: upload.name,
        bytes: state.cutsShort ? upload.size - 1 : upload.size, createdAt: 1_000_000,
        purpose: "assistants")
      state.files.append(file)
      return file
    }
  }

  func file(_ id: String) async throws(ProviderError) -> ObservedFile? {
    try await perform("file \(id)") { state in state.files.first { $0.id == id } }
  }

  func files(after cursor: String?) async throws(ProviderError) -> FilePage {
    try await perform("files") { state in FilePage(files: state.files, next: nil) }
  }

  func deleteFile(_ id: String) async throws(ProviderError) {
    try await perform("delete \(id)") { state in
      state.files.removeAll { $0.id == id }
      for store in state.stores.keys { state.stores[store]?.removeAll { $0.write.file == id } }
    }
  }

  func members(of store: String, after cursor: String?) async throws(ProviderError) -> MemberPage {
    try await perform("members of \(store)") { state in
      MemberPage(members: (state.stores[store] ?? []).map(Self.observed), next: nil)
    }
  }

  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember? {
    try await perform("member \(file) of \(store)") { state in
      self.look(at: [file], of: store, &state)
      return state.stores[store]?.first { $0.write.file == file }.map(Self.observed)
    }
  }

  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch {
    let files = members.map(\.file)
    return try await perform("attach \(files.joined(separator: " ")) to \(store)") { state in
      for member in members {
        let name = state.files.first { $0.id == member.file }?.name ?? "?"
        state.stores[store, default: []].removeAll { $0.write.file == member.file }
        let attempt = self.attempts.withLock { attempts in
          attempts[name, default: 0] += 1
          return attempts[name] ?? 0
        }
        let verdict = self.verdict.withLock { $0 }(name, attempt)
        state.stores[store, default: []].append(
          Member(write: member, looks: self.looks, state: verdict))
      }
      let id = "batch-\(state.batches.count + 1)"
      state.batches[id] = (store, files)
      return AttachBatch(id: id, isFinished: false, inProgress: files.count)
    }
  }

  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch {
    try await perform("batch \(id)") { state in
      let files = state.batches[id]?.files ?? []
      self.look(at: files, of: store, &state)
      let members = (state.stores[store] ?? []).filter { files.contains($0.write.file) }
        .map(Self.observed)
      let open = members.count { $0.state == .inProgress }
      let completed = members.count { $0.state == .completed }
      // What the server answers has the ID of the store, as some do.
      return AttachBatch(
        id: store, isFinished: open == 0, inProgress: open, completed: completed,
        failed: members.count - open - completed)
    }
  }

  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    let found = try await perform("annotate \(member.file) of \(store)") {
      state -> ObservedMember? in
      guard
        let index = state.stores[store]?.firstIndex(where: { $0.write.file == member.file })
      else { return nil }
      state.stores[store]?[index].write.attributes = member.attributes
      return state.stores[store].map { Self.observed($0[index]) }
    }
    guard let found else { throw ProviderError(.notFound, "no such member", status: 404) }
    return found
  }

  func detach(_ file: String, from store: String) async throws(ProviderError) {
    try await perform("detach \(file) from \(store)") { state in
      state.stores[store]?.removeAll { $0.write.file == file }
    }
  }

  // MARK: -

  private func look(at files: [String], of store: String, _ state: inout State) {
    for index in (state.stores[store] ?? []).indices
    where files.contains(state.stores[store]?[index].write.file ?? "") {
      state.stores[store]?[index].looks -= 1
    }
  }

  private static func observed(_ member: Member) -> ObservedMember {
    ObservedMember(
      file: member.write.file, attributes: member.write.attributes,
      chunking: member.write.chunking, state: member.looks > 0 ? .inProgress : member.state,
      bytes: 100)
  }

  private func perform<Value: Sendable>(
    _ words: String, _ body: (inout State) -> Value
  ) async throws(ProviderError) -> Value {
    let count = state.withLock { state in
      state.words.append(words)
      return state.words.count { $0 == words }
    }
    switch fault.withLock({ $0 })(words, count) {
    case .refused(let error): throw error
    case .lost(let error):
      _ = state.withLock { body(&$0) }
      throw error
    case nil: return state.withLock { body(&$0) }
    }
  }
}
