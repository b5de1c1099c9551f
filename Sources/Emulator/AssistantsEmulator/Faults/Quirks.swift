/// How the protocol itself misbehaves for one request: what it stores and what its lists show.
struct Quirks: Sendable {
  /// What becomes of metadata that is sent.
  enum MetadataQuirk: Sendable {
    /// It is not stored.
    case dropped
    /// An update replaces it instead of merging it key by key.
    case replaced
    /// Each value is cut to so many characters, without a word.
    case cut(longest: Int)
  }

  /// Lists that do not show a write yet. Looking it up by its id shows it at once.
  struct ListLag: Sendable {
    /// Names this lag, so that it can be ended from outside.
    let token: Int
    /// How many lists of the collection do not show the write; nil when it is ended from outside.
    let lists: Int?
  }

  /// Where a page begins that is read after a cursor, as if the list had moved in between.
  enum PageShift: Sendable {
    /// One object early, so that the cursor's object comes a second time.
    case repeated
    /// One object late, so that one is never seen.
    case skipped
  }

  var metadata: MetadataQuirk?
  var lag: ListLag?
  var pageShift: PageShift?

  static let none = Quirks()
}

extension Metadata {
  /// What is stored of what was sent, where `merged` is what should be.
  func distorted(
    by quirk: Quirks.MetadataQuirk, sent body: BodyReader, from old: Metadata?
  ) throws(APIError) -> Metadata {
    let sent = try Metadata.change(in: body, removals: true)
    switch quirk {
    case .dropped: return old ?? Metadata()
    case .replaced:
      guard case .value(let members) = sent else { return self }
      return try Metadata().merged(with: .value(members))
    case .cut(let longest): return cut(to: longest)
    }
  }
}
