/// What a path names. Every base path that ends in `/v1` is served alike, so that clients may keep
/// the prefix of the host that they talk to otherwise.
enum Route: Equatable {
  enum Collection: String, CaseIterable {
    case assistants
    case vectorStores = "vector_stores"
  }

  case collection(Collection)
  case object(Collection, id: String)
  /// The list of files, which is empty: the emulator takes no uploads yet.
  case files
  case models
  case model(id: String)
  /// A part of the protocol that the emulator does not serve yet.
  case notServed
  /// Below `/_emulator`: the emulator itself, and no part of the protocol.
  case own(Own)
  case unknown

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
    case ("files", _), ("threads", _): self = .notServed
    case (_, 1): self = collection.map { .collection($0) } ?? .unknown
    case (_, 2): self = collection.map { .object($0, id: segments[1]) } ?? .unknown
    default: self = collection == .vectorStores ? .notServed : .unknown
    }
  }
}
