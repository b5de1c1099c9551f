/// How files are cut for search: checked when a store is made, and never returned with the store.
enum ChunkingStrategy {
  static func check(in body: BodyReader) throws(APIError) {
    guard let strategy = try body.object("chunking_strategy") else { return }
    let type = try strategy.required("type") { (key) throws(APIError) in
      try strategy.choice(key, of: ["auto", "static"])
    }
    if type == "auto" {
      try strategy.refuseOthers(than: ["type"])
      return
    }
    try strategy.refuseOthers(than: ["type", "static"])
    let sizes = try strategy.required("static", strategy.object)
    try sizes.refuseOthers(than: ["max_chunk_size_tokens", "chunk_overlap_tokens"])
    let largest = try sizes.required("max_chunk_size_tokens") { (key) throws(APIError) in
      try sizes.integer(key, in: 100...4096)
    }
    _ = try sizes.required("chunk_overlap_tokens") { (key) throws(APIError) in
      try sizes.integer(key, in: 0...(largest / 2))
    }
  }
}
