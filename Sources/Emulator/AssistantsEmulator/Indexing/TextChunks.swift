/// Cuts text for search. A token is taken as four characters, which English text has on average.
enum TextChunks {
  private static let charactersAToken = 4

  /// Chunks of at most so many tokens, each beginning so many before the end of the one before it, cut
  /// at white space where there is some. Text that is only white space has none.
  static func cut(_ text: String, _ strategy: ChunkingStrategy) -> [String] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { !$0.properties.isWhitespace }) else { return [] }
    let largest = strategy.largest * charactersAToken
    let overlap = strategy.overlap * charactersAToken
    var chunks: [String] = []
    var start = 0
    while true {
      var end = min(start + largest, scalars.count)
      if end < scalars.count {
        // Not further back than a fifth, so that each chunk goes beyond the overlap with the last.
        let earliest = max(start + overlap + 1, end - largest / 5)
        end = gap(in: scalars, from: end, downTo: earliest) ?? end
      }
      var chunk = String.UnicodeScalarView()
      chunk.append(contentsOf: scalars[start..<end])
      chunks.append(String(chunk))
      if end == scalars.count { return chunks }
      start = max(end - overlap, start + 1)
    }
  }

  /// The place behind the last white space before a place.
  private static func gap(
    in scalars: [Unicode.Scalar], from place: Int, downTo earliest: Int
  ) -> Int? {
    var place = place
    while place > earliest {
      if scalars[place - 1].properties.isWhitespace { return place }
      place -= 1
    }
    return nil
  }
}
