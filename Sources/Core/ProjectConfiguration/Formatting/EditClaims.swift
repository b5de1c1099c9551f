import Diagnostics

/// The stretches of files that edits have been found for, so that no two of them overlap.
struct EditClaims {
  /// In order; two insertions at one place overlap, too.
  private var taken: [ObjectIdentifier: [Range<Int>]] = [:]

  /// Takes the stretches of a fix's edits, which do not overlap with one another; false when one of
  /// them is taken, and then takes none.
  mutating func take(_ edits: [SourceEdit]) -> Bool {
    for edit in edits {
      let range = edit.span.start..<edit.span.end
      guard let ranges = taken[ObjectIdentifier(edit.span.file)] else { continue }
      let place = Self.place(of: range, in: ranges)
      if place > 0, Self.overlap(ranges[place - 1], range) { return false }
      if place < ranges.count, Self.overlap(range, ranges[place]) { return false }
    }
    for edit in edits {
      let range = edit.span.start..<edit.span.end
      let file = ObjectIdentifier(edit.span.file)
      taken[file, default: []].insert(range, at: Self.place(of: range, in: taken[file] ?? []))
    }
    return true
  }

  private static func place(of range: Range<Int>, in ranges: [Range<Int>]) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound == right.lowerBound || left.upperBound > right.lowerBound
  }
}
