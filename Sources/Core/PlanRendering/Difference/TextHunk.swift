/// A stretch of a difference that is shown together: changes and the unchanged lines around them.
struct TextHunk {
  enum Line: Equatable {
    case context(old: Int, new: Int)
    case removed(Int)
    case added(Int)
    /// A whole block that stands elsewhere in the new text: where it was.
    case movedAway(TextMove)
    /// The same block: where it is.
    case movedHere(TextMove)

    var isChange: Bool { if case .context = self { false } else { true } }
  }

  var lines: [Line]
  /// The line of the new text at which the first change stands; where lines are only removed, the
  /// line that follows them.
  var firstChangedLine: Int
}

extension TextDifference {
  /// The changes with up to `context` unchanged lines on both sides, near ones together.
  func hunks(context: Int) -> [TextHunk] {
    let lines = script()
    let context = max(0, min(context, lines.count))
    let last = max(0, new.count - 1)
    var hunks: [TextHunk] = []
    var end = 0
    var index = 0
    while let change = lines[index...].firstIndex(where: \.line.isChange) {
      var until = change + 1
      var gap = 0
      while until + gap < lines.count, gap <= 2 * context {
        if lines[until + gap].line.isChange {
          until += gap + 1
          gap = 0
        } else {
          gap += 1
        }
      }
      let start = max(end, change - context)
      end = min(lines.count, until + context)
      hunks.append(
        TextHunk(
          lines: lines[start..<end].map(\.line), firstChangedLine: min(lines[change].new, last)))
      index = end
    }
    return hunks
  }

  /// Both texts as one list of lines, each with the position in the new text at which it stands;
  /// removed lines come before the added ones that replace them, and a moved block is one line at
  /// either place.
  private func script() -> [(line: TextHunk.Line, new: Int)] {
    var lines: [(line: TextHunk.Line, new: Int)] = []
    lines.reserveCapacity(old.count + addedCount)
    var (left, right) = (0, 0)
    var leaving = moves[...]
    var coming = moves.sorted { $0.to.lowerBound < $1.to.lowerBound }[...]
    while left < old.count || right < new.count {
      if let move = leaving.first, move.from.lowerBound == left {
        lines.append((.movedAway(move), right))
        left += move.count
        leaving.removeFirst()
      } else if left < old.count, removed[left] {
        lines.append((.removed(left), right))
        left += 1
      } else if let move = coming.first, move.to.lowerBound == right {
        lines.append((.movedHere(move), right))
        right += move.count
        coming.removeFirst()
      } else if right < new.count, added[right] {
        lines.append((.added(right), right))
        right += 1
      } else {
        lines.append((.context(old: left, new: right), right))
        left += 1
        right += 1
      }
    }
    return lines
  }
}
