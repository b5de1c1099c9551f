import ResourceModel

/// How a file is cut for search. `auto` is a name for fixed sizes, and comes back as those.
struct ChunkingStrategy: Sendable, Equatable {
  /// In tokens.
  let largest: Int
  let overlap: Int

  static let auto = ChunkingStrategy(largest: 800, overlap: 400)

  var json: JSONValue {
    [
      "type": "static",
      "static": [
        "max_chunk_size_tokens": .integer(largest), "chunk_overlap_tokens": .integer(overlap),
      ],
    ]
  }

  private init(largest: Int, overlap: Int) {
    self.largest = largest
    self.overlap = overlap
  }

  /// Nil when a body does not name one.
  static func read(in body: BodyReader) throws(APIError) -> ChunkingStrategy? {
    guard let strategy = try body.object("chunking_strategy") else { return nil }
    let type = try strategy.required("type") { (key) throws(APIError) in
      try strategy.choice(key, of: ["auto", "static"])
    }
    if type == "auto" {
      try strategy.refuseOthers(than: ["type"])
      return .auto
    }
    try strategy.refuseOthers(than: ["type", "static"])
    let sizes = try strategy.required("static", strategy.object)
    try sizes.refuseOthers(than: ["max_chunk_size_tokens", "chunk_overlap_tokens"])
    let largest = try sizes.required("max_chunk_size_tokens") { (key) throws(APIError) in
      try sizes.integer(key, in: 100...4096)
    }
    let overlap = try sizes.required("chunk_overlap_tokens") { (key) throws(APIError) in
      try sizes.integer(key, in: 0...(largest / 2))
    }
    return ChunkingStrategy(largest: largest, overlap: overlap)
  }
}
