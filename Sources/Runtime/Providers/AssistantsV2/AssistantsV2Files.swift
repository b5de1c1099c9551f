import OrderedCollections
import Reconciliation
import ResourceModel
import Transport

/// The protocol's `/files`, and the `/files` and `/file_batches` of its vector stores.
struct AssistantsV2Files: FileProvider {
  let exchange: Exchange

  /// The most files that a list gives at a time, by the protocol.
  private static let filePageSize = 10_000
  private static let memberPageSize = 100
  private static let purpose = "assistants"

  /// The protocol had 500, and later 2,000.
  var largestBatch: Int { 500 }

  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile {
    let form = MultipartForm(
      fields: [(name: "purpose", value: Self.purpose)],
      file: MultipartForm.File(
        field: "file", name: upload.name, path: upload.path, size: upload.size,
        sha256: upload.content.hexadecimal))
    let answer = try await exchange.send(form, to: ["files"], progress: progress)
    return try Self.readable(FileCodec.file(answer), "POST /files")
  }

  func file(_ id: String) async throws(ProviderError) -> ObservedFile? {
    try await unlessGone { () async throws(ProviderError) in
      let answer = try await exchange.send(.get, ["files", id])
      return try Self.readable(FileCodec.file(answer), "GET /files/\(id)")
    }
  }

  func files(after cursor: String?) async throws(ProviderError) -> FilePage {
    let page: ListPage<ObservedFile>
    do throws(ProviderError) {
      page = try await list(
        ["files"], limit: Self.filePageSize, query: [(name: "purpose", value: Self.purpose)],
        after: cursor, read: FileCodec.file, id: \.id)
    } catch {
      guard error.cause == .notFound, cursor == nil else { throw error }
      throw ProviderError(
        .notServed, "\(exchange.baseURL) does not serve files: GET /files answered 404",
        status: error.status, requestID: error.requestID, isAPIAnswer: error.isAPIAnswer)
    }
    // Hosts that do not filter give the files of other purposes too, such as a batch's output.
    let files = page.items.filter { ($0.purpose ?? Self.purpose) == Self.purpose }
    return FilePage(files: files, next: page.next)
  }

  func deleteFile(_ id: String) async throws(ProviderError) {
    try await delete(["files", id])
  }

  func members(
    of store: String, after cursor: String?
  ) async throws(ProviderError) -> MemberPage {
    let page = try await list(
      ["vector_stores", store, "files"], limit: Self.memberPageSize, after: cursor,
      read: FileCodec.member, id: \.file)
    return MemberPage(members: page.items, next: page.next)
  }

  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember? {
    try await unlessGone { () async throws(ProviderError) in
      try await self.memberOrError(file, of: store)
    }
  }

  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    let path = ["vector_stores", store, "files", member.file]
    let answer = try await exchange.send(
      .post, path, body: ["attributes": .object(member.attributes)])
    return try Self.readable(FileCodec.member(answer), "POST /\(path.joined(separator: "/"))")
  }

  func detach(_ file: String, from store: String) async throws(ProviderError) {
    try await delete(["vector_stores", store, "files", file])
  }

  // MARK: - Attaching

  /// One file is attached by itself, since more hosts can do that than take a batch of files with
  /// attributes of their own.
  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch {
    if members.count == 1 { return try await attach(members[0], to: store) }
    let path = ["vector_stores", store, "file_batches"]
    let files = members.map { JSONValue.object(FileCodec.body($0)) }
    let answer = try await exchange.send(.post, path, body: ["files": .array(files)])
    return try Self.readable(
      FileCodec.batch(answer, id: answer["id"]?.string), "POST /\(path.joined(separator: "/"))")
  }

  private func attach(
    _ member: MemberWrite, to store: String
  ) async throws(ProviderError) -> AttachBatch {
    let path = ["vector_stores", store, "files"]
    do throws(ProviderError) {
      let answer = try await exchange.send(.post, path, body: FileCodec.body(member))
      let attached = try Self.readable(
        FileCodec.member(answer), "POST /\(path.joined(separator: "/"))")
      return SingleAttach.batch(attached, file: member.file)
    } catch {
      guard error.saysThatItIsAttached else { throw error }
      return AttachBatch(id: SingleAttach.id(member.file), isFinished: false, inProgress: 1)
    }
  }

  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch {
    if let file = SingleAttach.file(id) {
      return SingleAttach.batch(try await memberOrError(file, of: store), file: file)
    }
    let path = ["vector_stores", store, "file_batches", id]
    let answer = try await exchange.send(.get, path)
    // Some hosts answer with the store's ID here (openai-python#2724).
    return try Self.readable(
      FileCodec.batch(answer, id: id), "GET /\(path.joined(separator: "/"))")
  }

  private func memberOrError(
    _ file: String, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    let path = ["vector_stores", store, "files", file]
    let answer = try await exchange.send(.get, path)
    return try Self.readable(FileCodec.member(answer), "GET /\(path.joined(separator: "/"))")
  }

  // MARK: - What several have in common

  private func list<Item>(
    _ path: [String], limit: Int, query: [(name: String, value: String)] = [],
    after cursor: String?, read: (JSONObject) -> Item?, id: (Item) -> String
  ) async throws(ProviderError) -> ListPage<Item> {
    var query = query + [(name: "limit", value: "\(limit)"), (name: "order", value: "asc")]
    if let cursor { query.append((name: "after", value: cursor)) }
    let answer = try await exchange.send(.get, path, query: query)
    let call = "GET /\(path.joined(separator: "/"))"
    let objects = try Self.readable(answer["data"]?.array, call)
    let items = try objects.map { object throws(ProviderError) in
      try Self.readable(object.object.flatMap(read), call)
    }
    // Hosts without pages say nothing of more, and give the same list whatever is asked for.
    guard let hasMore = answer["has_more"]?.bool else {
      let isWhole = items.contains { id($0) == cursor }
      return ListPage(items: isWhole ? [] : items, next: isWhole ? nil : items.last.map(id))
    }
    return ListPage(items: items, next: hasMore ? items.last.map(id) : nil)
  }

  private func delete(_ path: [String]) async throws(ProviderError) {
    do throws(ProviderError) {
      _ = try await exchange.send(.delete, path)
    } catch {
      guard error.saysThatItIsGone else { throw error }
    }
  }

  private func unlessGone<Value: Sendable>(
    _ request: () async throws(ProviderError) -> Value
  ) async throws(ProviderError) -> Value? {
    do throws(ProviderError) {
      return try await request()
    } catch {
      guard error.saysThatItIsGone else { throw error }
      return nil
    }
  }

  private static func readable<Value>(
    _ value: Value?, _ call: String
  ) throws(ProviderError) -> Value {
    guard let value else {
      throw ProviderError(.unreadableAnswer, "\(call) answered without what it was asked for")
    }
    return value
  }
}

private struct ListPage<Item> {
  var items: [Item]
  var next: String?
}

/// A file that was attached by itself has no batch: its place in the store stands for one.
private enum SingleAttach {
  /// No ID of the protocol has a slash in it.
  private static let prefix = "files/"

  static func id(_ file: String) -> String { prefix + file }

  static func file(_ id: String) -> String? {
    id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
  }

  static func batch(_ member: ObservedMember, file: String) -> AttachBatch {
    var batch = AttachBatch(id: id(file), isFinished: true)
    switch member.state {
    case .inProgress:
      batch.isFinished = false
      batch.inProgress = 1
    case .completed: batch.completed = 1
    case .cancelled: batch.cancelled = 1
    case .failed: batch.failed = 1
    }
    return batch
  }
}

extension ProviderError {
  /// The protocol has no code for it, and OpenAI itself answers as if nothing had been attached
  /// before.
  fileprivate var saysThatItIsAttached: Bool {
    isAPIAnswer && [400, 409].contains(status) && message.lowercased().contains("already")
  }
}
