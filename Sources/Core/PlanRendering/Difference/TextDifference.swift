/// The difference of two texts, line by line.
struct TextDifference {
  let old: TextLines
  let new: TextLines
  /// Which lines have no counterpart in the other text.
  let removed: [Bool]
  let added: [Bool]
  /// Of the lines that are removed and added, the blocks that only moved, in the order of the old text.
  let moves: [TextMove]

  init(from old: String, to new: String) {
    self.old = TextLines(old)
    self.new = TextLines(new)
    let same = Self.commonEnds(self.old, self.new)
    let oldMiddle = same.start..<self.old.count - same.end
    let newMiddle = same.start..<self.new.count - same.end
    var interning = Interning()
    let oldNumbers = interning.numbers(of: self.old, oldMiddle)
    let newNumbers = interning.numbers(of: self.new, newMiddle)
    let middle = Self.compare(oldNumbers, newNumbers)
    var removed = Array(repeating: false, count: self.old.count)
    var added = Array(repeating: false, count: self.new.count)
    removed.replaceSubrange(oldMiddle, with: middle.removed)
    added.replaceSubrange(newMiddle, with: middle.added)
    let (removals, additions) = (Self.places(removed), Self.places(added))
    Self.slide(&removed, lines: self.old, unless: additions)
    Self.slide(&added, lines: self.new, unless: removals)
    moves = TextMove.all(removed: removed, added: added, self.old, self.new)
    (self.removed, self.added) = (removed, added)
  }

  /// How many lines both texts begin and end with: most of a text that is edited.
  private static func commonEnds(_ old: TextLines, _ new: TextLines) -> (start: Int, end: Int) {
    let most = min(old.count, new.count)
    var start = 0
    while start < most, old.slice(start) == new.slice(start) { start += 1 }
    var end = 0
    while end < most - start, old.slice(old.count - 1 - end) == new.slice(new.count - 1 - end) {
      end += 1
    }
    return (start, end)
  }

  var removedCount: Int { removed.count { $0 } }
  var addedCount: Int { added.count { $0 } }

  /// Lines that only one text has are changed for certain; the rest is worth a search.
  private static func compare(
    _ oldNumbers: [Int], _ newNumbers: [Int]
  ) -> (removed: [Bool], added: [Bool]) {
    var removed = Array(repeating: false, count: oldNumbers.count)
    var added = Array(repeating: false, count: newNumbers.count)
    let (inOld, inNew) = (Set(oldNumbers), Set(newNumbers))
    let oldShared = oldNumbers.indices.filter { inNew.contains(oldNumbers[$0]) }
    let newShared = newNumbers.indices.filter { inOld.contains(newNumbers[$0]) }
    for index in oldNumbers.indices where !inNew.contains(oldNumbers[index]) {
      removed[index] = true
    }
    for index in newNumbers.indices where !inOld.contains(newNumbers[index]) { added[index] = true }
    let difference = SequenceDifference(
      oldShared.map { oldNumbers[$0] }, newShared.map { newNumbers[$0] })
    for (position, index) in oldShared.enumerated() where difference.removed[position] {
      removed[index] = true
    }
    for (position, index) in newShared.enumerated() where difference.added[position] {
      added[index] = true
    }
    return (removed, added)
  }

  /// A run of changed lines that could as well be said a line earlier or later, because the line before
  /// it equals its last or the one behind it its first, starts where a paragraph does. A run that
  /// replaces lines of the other text stays beside them.
  private static func slide(
    _ changed: inout [Bool], lines: TextLines, unless occupied: Set<Int>
  ) {
    var index = 0
    var unchanged = 0
    while index < changed.count {
      guard changed[index] else {
        index += 1
        unchanged += 1
        continue
      }
      var run = index..<index
      while run.upperBound < changed.count, changed[run.upperBound] {
        run = run.lowerBound..<run.upperBound + 1
      }
      index = run.upperBound
      if occupied.contains(unchanged) { continue }
      let best =
        startsParagraph(run, lines)
        ? run
        : paragraph(sliding: run, by: -1, changed, lines)
          ?? paragraph(sliding: run, by: 1, changed, lines)
      guard let best, best != run else { continue }
      for position in run { changed[position] = false }
      for position in best { changed[position] = true }
      if best.upperBound > index {
        unchanged += best.upperBound - index
        index = best.upperBound
      }
    }
  }

  /// The nearest place above or below at which a run says the same and starts a paragraph: the line
  /// that it takes in at one end equals the one that it lets go at the other.
  private static func paragraph(
    sliding run: Range<Int>, by step: Int, _ changed: [Bool], _ lines: TextLines
  ) -> Range<Int>? {
    var candidate = run
    while true {
      let taken = step < 0 ? candidate.lowerBound - 1 : candidate.upperBound
      let left = step < 0 ? candidate.upperBound - 1 : candidate.lowerBound
      guard changed.indices.contains(taken), !changed[taken],
        lines.slice(taken) == lines.slice(left)
      else { return nil }
      candidate = candidate.lowerBound + step..<candidate.upperBound + step
      if startsParagraph(candidate, lines) { return candidate }
    }
  }

  /// Where changed lines stand, as the number of unchanged lines before them: the same number in both
  /// texts is the same place.
  private static func places(_ changed: [Bool]) -> Set<Int> {
    var places: Set<Int> = []
    var unchanged = 0
    for isChanged in changed {
      if isChanged { places.insert(unchanged) } else { unchanged += 1 }
    }
    return places
  }

  private static func startsParagraph(_ run: Range<Int>, _ lines: TextLines) -> Bool {
    guard run.lowerBound > 0 else { return true }
    return lines.isBlank(run.lowerBound - 1) && !lines.isBlank(run.lowerBound)
  }
}
