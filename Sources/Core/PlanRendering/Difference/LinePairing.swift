/// Which removed line became which added line, inside one block of changed lines.
enum LinePairing {
  /// Blocks with more possible pairs than this are paired in order.
  private static let mostCandidates = 2_500

  /// The index of the added line for each removed one; nil where there is none. The order of lines
  /// is kept.
  static func pairs(_ removed: [TokenisedLine?], _ added: [TokenisedLine?]) -> [Int?] {
    guard removed.count * added.count <= mostCandidates else {
      return removed.indices.map { $0 < added.count ? $0 : nil }
    }
    // best[i][j] is the greatest similarity that pairs of lines from i and from j on can have.
    var best = Array(
      repeating: Array(repeating: 0.0, count: added.count + 1), count: removed.count + 1)
    var gains = best
    for left in removed.indices.reversed() {
      for right in added.indices.reversed() {
        gains[left][right] = gain(removed[left], added[right])
        best[left][right] = max(
          best[left + 1][right], best[left][right + 1],
          best[left + 1][right + 1] + gains[left][right])
      }
    }
    var pairs: [Int?] = Array(repeating: nil, count: removed.count)
    var (left, right) = (0, 0)
    while left < removed.count, right < added.count {
      if gains[left][right] > 0,
        best[left][right] == best[left + 1][right + 1] + gains[left][right]
      {
        pairs[left] = right
        left += 1
        right += 1
      } else if best[left][right] == best[left + 1][right] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }

  private static func gain(_ old: TokenisedLine?, _ new: TokenisedLine?) -> Double {
    guard let old, let new else { return 0 }
    let similarity = old.similarity(to: new)
    return similarity >= WordDifference.leastSimilarity ? similarity : 0
  }
}
