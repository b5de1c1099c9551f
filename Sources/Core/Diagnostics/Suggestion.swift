/// `did you mean`: the nearest of the names that would have been right.
package enum Suggestion {
  /// The closest candidate, or nil when none is close enough to be what the writer meant.
  ///
  /// The distance counts insertions, deletions, replacements and swaps of neighbours; a third of the
  /// word's length may differ, and letter case and the choice of `-` or `_` cost nothing.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let typed = folded(word)
    let limit = max(1, typed.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let other = folded(candidate)
      guard abs(other.count - typed.count) <= limit else { continue }
      let distance = distance(typed, other)
      guard distance <= limit else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
        best = (distance, candidate)
      }
    }
    return best?.name
  }

  private static func folded(_ word: String) -> [Character] {
    word.lowercased().prefix(100).map { $0 == "-" ? "_" : $0 }
  }

  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let substitution = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        var cost = min(substitution, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
