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
  /// `/_emulator/requests`: what was asked so far.
  case requestLog
  /// `/_emulator/health`.
  case health
  case unknown

  /// Whether it belongs to the protocol, and not to the emulator itself.
  var isProtocol: Bool { self != .requestLog && self != .health }

  init(path: String) {
    let segments = path.split(separator: "/").map { PercentEncoding.decoded($0) }
    switch segments {
    case ["_emulator", "requests"]: self = .requestLog
    case ["_emulator", "health"]: self = .health
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
