import ResourceModel

/// Files and what is attached to stores, with the same limiter and the same retry rules.
extension ProviderSession {
  /// Ten thousand files a page, or a hundred members: beyond that a server makes them up.
  private static let mostPages = 10_000
  private static let mostRestarts = 3

  /// Whether the provider has files at all. Without, each of the calls below throws `notServed`.
  package var hasFiles: Bool { provider.files != nil }

  /// The most files that one `attach` takes.
  package var largestBatch: Int { provider.files?.largestBatch ?? 1 }

  /// Uploads once. What cannot have taken effect, such as an upload that broke off half-way, is
  /// repeated, and `progress` begins anew then; what can have is thrown, with `mayHaveTakenEffect`.
  package func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(ProviderError) -> ObservedFile {
    let files = try files()
    return try await perform(.create) { () async throws(ProviderError) in
      try await seenThrough { () async throws(ProviderError) in
        try await files.upload(upload, progress: progress)
      }
    }
  }

  /// nil for a file that does not exist.
  package func file(_ id: String) async throws(ProviderError) -> ObservedFile? {
    let files = try files()
    return try await perform(.repeatable) { () async throws(ProviderError) in
      try await files.file(id)
    }
  }

  /// Every file that assistants and stores can use, oldest first.
  package func allFiles() async throws(ProviderError) -> [ObservedFile] {
    let files = try files()
    return try await all("the list of files", id: \.id) { (cursor) async throws(ProviderError) in
      let page = try await files.files(after: cursor)
      return (page.files, page.next)
    }
  }

  /// Deletes a file for good; its stores lose it too.
  package func deleteFile(_ id: String) async throws(ProviderError) {
    let files = try files()
    try await change { () async throws(ProviderError) in try await files.deleteFile(id) }
  }

  /// All that is attached to a store, oldest first.
  package func members(of store: String) async throws(ProviderError) -> [ObservedMember] {
    let files = try files()
    return try await all("the list of files of \(store)", id: \.file) {
      (cursor) async throws(ProviderError) in
      let page = try await files.members(of: store, after: cursor)
      return (page.members, page.next)
    }
  }

  /// nil for a file that is not attached.
  package func member(
    _ file: String, of store: String
  ) async throws(ProviderError) -> ObservedMember? {
    let files = try files()
    return try await perform(.repeatable) { () async throws(ProviderError) in
      try await files.member(file, of: store)
    }
  }

  /// Attaches up to `largestBatch` files; each try waits for its turn with the store. Attaching twice
  /// is as good as once, so that it is repeated like an update.
  package func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch {
    let files = try files()
    let beforeEach: @Sendable () async throws -> Void = { try await attachPacer.turn(for: store) }
    return try await perform(.repeatable, beforeEach: beforeEach) {
      () async throws(ProviderError) in
      try await seenThrough { () async throws(ProviderError) in
        try await files.attach(members, to: store)
      }
    }
  }

  /// How far an `attach` is.
  package func batch(
    _ id: String, of store: String
  ) async throws(ProviderError) -> AttachBatch {
    let files = try files()
    return try await perform(.repeatable) { () async throws(ProviderError) in
      try await files.batch(id, of: store)
    }
  }

  /// Replaces the attributes, whole.
  package func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember {
    let files = try files()
    return try await change { () async throws(ProviderError) in
      try await files.updateMember(member, of: store)
    }
  }

  /// Takes a file out of a store; the file itself stays.
  package func detach(_ file: String, from store: String) async throws(ProviderError) {
    let files = try files()
    try await change { () async throws(ProviderError) in
      try await files.detach(file, from: store)
    }
  }

  private func files() throws(ProviderError) -> any FileProvider {
    guard let files = provider.files else {
      throw ProviderError(.notServed, "\(provider.origin.baseURL) serves no files")
    }
    return files
  }

  private func change<Value: Sendable>(
    _ request: @escaping @Sendable () async throws(ProviderError) -> Value
  ) async throws(ProviderError) -> Value {
    try await perform(.repeatable) { () async throws(ProviderError) in
      try await seenThrough(request)
    }
  }

  // MARK: - Lists

  /// Begun anew when the object at the end of a page is gone before the next page is asked for, since
  /// its ID is the cursor.
  private func all<Item: Sendable>(
    _ list: String, id: @Sendable (Item) -> String,
    page: @Sendable (String?) async throws(ProviderError) -> (items: [Item], next: String?)
  ) async throws(ProviderError) -> [Item] {
    var restarts = 0
    while true {
      var lister = PageCollector<Item>()
      do throws(ProviderError) {
        repeat {
          let cursor = lister.cursor
          let (items, next) = try await perform(.repeatable) { () async throws(ProviderError) in
            try await page(cursor)
          }
          guard lister.take(items, next: next, id: id), lister.pages < Self.mostPages else {
            throw ProviderError(
              .endlessList,
              "\(list) repeats itself or does not end, after \(lister.items.count) objects")
          }
        } while lister.cursor != nil
        return lister.items
      } catch {
        guard error.cause == .notFound, lister.cursor != nil, restarts < Self.mostRestarts else {
          throw error
        }
        restarts += 1
      }
    }
  }
}

/// What the pages of a list have brought so far.
private struct PageCollector<Item> {
  private(set) var items: [Item] = []
  private(set) var cursor: String?
  private(set) var pages = 0
  private var seen = Set<String>()

  /// An object that moves between two pages may come twice. False for a page that leads on and has
  /// nothing new: the server does not honour the cursor.
  mutating func take(_ page: [Item], next: String?, id: (Item) -> String) -> Bool {
    let fresh = page.filter { seen.insert(id($0)).inserted }
    items += fresh
    cursor = next
    pages += 1
    return next == nil || !fresh.isEmpty
  }
}
