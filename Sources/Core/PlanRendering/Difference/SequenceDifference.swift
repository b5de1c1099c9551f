/// Which elements of two sequences have no counterpart in the other: the fewest where that is cheap
/// to know, else a good choice.
///
/// Myers' algorithm in linear space: walks from both ends meet at a point that a shortest path
/// passes, and both halves are solved alike. Walks that cost more than `costLimit` are cut where they
/// got furthest, so that the work stays bounded however different the sequences are.
struct SequenceDifference {
  private(set) var removed: [Bool]
  private(set) var added: [Bool]

  private let old: [Int]
  private let new: [Int]
  private let costLimit: Int
  private var forward: Walk
  private var backward: Walk

  /// Elements are numbers that stand for them: equal numbers, equal elements.
  init(_ old: [Int], _ new: [Int]) {
    self.old = old
    self.new = new
    // The work is about the number of edits times this limit: some ten milliseconds at the most.
    let total = old.count + new.count
    costLimit = min(256, max(8, 1_500_000 / max(1, total)))
    removed = Array(repeating: false, count: old.count)
    added = Array(repeating: false, count: new.count)
    forward = Walk(widest: min(costLimit, total))
    backward = Walk(widest: min(costLimit, total))
    solve(old.indices, new.indices)
  }

  /// Takes counterparts apart that are none, by their positions.
  mutating func unmatch(where differs: (_ old: Int, _ new: Int) -> Bool) {
    var right = 0
    for left in removed.indices where !removed[left] {
      while added[right] { right += 1 }
      if differs(left, right) { (removed[left], added[right]) = (true, true) }
      right += 1
    }
  }

  private mutating func solve(_ left: Range<Int>, _ right: Range<Int>) {
    let box = Box(old: left, new: right).trimmed(old, new)
    if box.old.isEmpty || box.new.isEmpty {
      for index in box.old { removed[index] = true }
      for index in box.new { added[index] = true }
      return
    }
    let split = split(box)
    solve(box.old.lowerBound..<split.old, box.new.lowerBound..<split.new)
    solve(split.old..<box.old.upperBound, split.new..<box.new.upperBound)
  }

  /// A point of the box for a path to go through: neither its first corner nor its last. The box
  /// begins and ends with elements that differ, so at least two edits are in it.
  private mutating func split(_ box: Box) -> (old: Int, new: Int) {
    let width = box.old.count
    let delta = width - box.new.count
    let limit = min((width + box.new.count + 1) / 2, costLimit)
    for cost in 0...limit {
      for diagonal in stride(from: -cost, through: cost, by: 2) {
        let x = forward.advance(diagonal, cost: cost, in: box) { x, y in
          old[box.old.lowerBound + x] == new[box.new.lowerBound + y]
        }
        let mirror = delta - diagonal
        if delta % 2 != 0, abs(mirror) < cost, x + backward[mirror] >= width {
          return (box.old.lowerBound + x, box.new.lowerBound + x - diagonal)
        }
      }
      for diagonal in stride(from: -cost, through: cost, by: 2) {
        let x = backward.advance(diagonal, cost: cost, in: box) { x, y in
          old[box.old.upperBound - 1 - x] == new[box.new.upperBound - 1 - y]
        }
        let mirror = delta - diagonal
        if delta % 2 == 0, abs(mirror) <= cost, x + forward[mirror] >= width {
          return (box.old.upperBound - x, box.new.upperBound - x + diagonal)
        }
      }
    }
    let furthest = forward.furthest(cost: limit)
    return (box.old.lowerBound + furthest.x, box.new.lowerBound + furthest.y)
  }
}

/// A stretch of both sequences that is still to be compared.
private struct Box {
  var old: Range<Int>
  var new: Range<Int>

  /// Without the elements that both begin and both end with.
  func trimmed(_ left: [Int], _ right: [Int]) -> Box {
    var (start, end) = ((old.lowerBound, new.lowerBound), (old.upperBound, new.upperBound))
    while start.0 < end.0, start.1 < end.1, left[start.0] == right[start.1] {
      start = (start.0 + 1, start.1 + 1)
    }
    while start.0 < end.0, start.1 < end.1, left[end.0 - 1] == right[end.1 - 1] {
      end = (end.0 - 1, end.1 - 1)
    }
    return Box(old: start.0..<end.0, new: start.1..<end.1)
  }
}

/// How far paths of a given cost get on each diagonal `x - y`, seen from one corner of the box.
private struct Walk {
  /// Far below every position, and still safe to add to.
  private static let unreachable = Int.min / 4

  private var reach: [Int]
  private let centre: Int

  init(widest: Int) {
    centre = widest + 1
    reach = Array(repeating: Self.unreachable, count: 2 * centre + 1)
  }

  subscript(diagonal: Int) -> Int { reach[centre + diagonal] }

  /// The furthest `x` on a diagonal, from what its neighbours reached at one cost less.
  mutating func advance(
    _ diagonal: Int, cost: Int, in box: Box, isSame: (_ x: Int, _ y: Int) -> Bool
  ) -> Int {
    let (width, height) = (box.old.count, box.new.count)
    var x = cost == 0 ? 0 : Self.unreachable
    if diagonal > -cost, self[diagonal - 1] < width { x = max(x, self[diagonal - 1] + 1) }
    if diagonal < cost, self[diagonal + 1] - diagonal <= height { x = max(x, self[diagonal + 1]) }
    if x >= 0 {
      while x < width, x - diagonal < height, isSame(x, x - diagonal) { x += 1 }
    } else {
      x = Self.unreachable
    }
    reach[centre + diagonal] = x
    return x
  }

  /// The end of the path of this cost that left the most behind.
  func furthest(cost: Int) -> (x: Int, y: Int) {
    var best = (x: 0, y: 0)
    for diagonal in stride(from: -cost, through: cost, by: 2) {
      let x = self[diagonal]
      if x >= 0, x + x - diagonal > best.x + best.y { best = (x, x - diagonal) }
    }
    return best
  }
}
