/// What a path names. Every base path that ends in `/v1` is served alike, so that clients may keep
/// the prefix of the host that they talk to otherwise.
enum Route: Equatable {
  enum Collection: String, CaseIterable {
    case assistants
    case vectorStores = "vector_stores"
  }

  case collection(Collection)
  case object(Collection, id: String)
  case files
  case file(id: String)
  case fileContent(id: String)
  /// What stands below a vector store.
  case inStore(id: String, StorePart)
  case models
  case model(id: String)
  /// A part of the protocol that the emulator does not serve yet.
  case notServed
  /// Below `/_emulator`: the emulator itself, and no part of the protocol.
  case own(Own)
  case unknown

  enum StorePart: Equatable {
    case files
    case file(id: String)
    case fileContent(id: String)
    case batches
    case batch(id: String)
    case cancelBatch(id: String)
    case batchFiles(id: String)
    case search

    /// Nil when the segments below the store name nothing.
    init?(_ segments: ArraySlice<String>) {
      let names = Array(segments)
      switch (names.first, names.count) {
      case ("files", 1): self = .files
      case ("files", 2): self = .file(id: names[1])
      case ("files", 3) where names[2] == "content": self = .fileContent(id: names[1])
      case ("file_batches", 1): self = .batches
      case ("file_batches", 2): self = .batch(id: names[1])
      case ("file_batches", 3) where names[2] == "cancel": self = .cancelBatch(id: names[1])
      case ("file_batches", 3) where names[2] == "files": self = .batchFiles(id: names[1])
      case ("search", 1): self = .search
      default: return nil
      }
    }
  }

  enum Own: String {
    /// What was asked so far.
    case requestLog = "requests"
    case health
    case faults
    /// Requests that are held.
    case held = "faults/held"
    case release = "faults/release"
  }

  init(path: String) {
    let segments = path.split(separator: "/").map { PercentEncoding.decoded($0) }
    switch segments {
    case _ where segments.first == "_emulator":
      let name = segments.dropFirst().joined(separator: "/")
      self = Own(rawValue: name).map { .own($0) } ?? .unknown
    default:
      guard let base = segments.firstIndex(of: "v1") else {
        self = .unknown
        return
      }
      self.init(segments: Array(segments[(base + 1)...]))
    }
  }

  private init(segments: [String]) {
    guard let first = segments.first else {
      self = .unknown
      return
    }
    let collection = Collection(rawValue: first)
    switch (first, segments.count) {
    case ("models", 1): self = .models
    // Ids of fine-tuned models and of some hosts hold slashes.
    case ("models", _): self = .model(id: segments.dropFirst().joined(separator: "/"))
    case ("files", 1): self = .files
    case ("files", 2): self = .file(id: segments[1])
    case ("files", 3) where segments[2] == "content": self = .fileContent(id: segments[1])
    case ("threads", _): self = .notServed
    case (_, 1): self = collection.map { .collection($0) } ?? .unknown
    case (_, 2): self = collection.map { .object($0, id: segments[1]) } ?? .unknown
    default:
      let part = StorePart(segments.dropFirst(2))
      self =
        collection == .vectorStores
        ? part.map { .inStore(id: segments[1], $0) } ?? .unknown : .unknown
    }
  }

  /// Whether it is one of the endpoints of files, which need no beta header and tell their refusals
  /// twice.
  var isOfFiles: Bool {
    switch self {
    case .files, .file, .fileContent: true
    default: false
    }
  }
}
