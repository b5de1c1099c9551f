/// Runs a pattern over one text.
///
/// It goes back where a way fails, as the engines of scripting languages do, but never goes the same
/// way twice: whether a match can be reached from an instruction at a position does not depend on how
/// one came there, since nothing is captured. So the time is at most size times length, for every
/// pattern, and `(a+)+$` is harmless.
struct PatternMatcher {
  /// Steps that one text may cost, and all the texts of one validation: some hundredths of a second.
  static let most = 2_000_000

  private let instructions: [PatternProgram.Instruction]
  private let text: [UInt32]
  private(set) var stepsLeft: Int

  init(_ program: PatternProgram, text: String, stepsLeft: Int) {
    self.stepsLeft = stepsLeft
    self.instructions = program.instructions
    self.text = text.unicodeScalars.map(\.value)
  }

  /// Whether the pattern matches anywhere in the text; nil when that takes too many steps.
  mutating func matches() -> Bool? {
    guard instructions.count * (text.count + 1) <= 8 * Self.most else { return nil }
    var visited = Visits(count: instructions.count * (text.count + 1))
    stepsLeft -= visited.cost
    for position in 0...text.count {
      guard let isMatch = run(from: 0, at: position, &visited) else { return nil }
      if isMatch { return true }
    }
    return false
  }

  private mutating func run(from start: Int, at position: Int, _ visited: inout Visits) -> Bool? {
    var waiting = [(start, position)]
    while let (instruction, position) = waiting.popLast() {
      stepsLeft -= 1
      if stepsLeft < 0 { return nil }
      guard visited.insert(instruction * (text.count + 1) + position) else { continue }
      switch instructions[instruction] {
      case .match: return true
      case .jump(let next): waiting.append((next, position))
      case .split(let first, let second):
        waiting.append((second, position))
        waiting.append((first, position))
      case .scalars(let set, let isBackward):
        let index = isBackward ? position - 1 : position
        if text.indices.contains(index), set.contains(text[index]) {
          waiting.append((instruction + 1, isBackward ? position - 1 : position + 1))
        }
      case .start: if position == 0 { waiting.append((instruction + 1, position)) }
      case .end: if position == text.count { waiting.append((instruction + 1, position)) }
      case .wordBoundary(let isNegated):
        if (isWord(position - 1) != isWord(position)) != isNegated {
          waiting.append((instruction + 1, position))
        }
      case .look(let isNegated, let next):
        guard let isMatch = look(from: instruction + 1, at: position) else { return nil }
        if isMatch != isNegated { waiting.append((next, position)) }
      }
    }
    return false
  }

  /// With visits of its own: of those of a run that ended in a match, some led to it.
  private mutating func look(from start: Int, at position: Int) -> Bool? {
    var visited = Visits(count: instructions.count * (text.count + 1))
    stepsLeft -= visited.cost
    return run(from: start, at: position, &visited)
  }

  private func isWord(_ index: Int) -> Bool {
    text.indices.contains(index) && ScalarSet.wordCharacters.contains(text[index])
  }
}

/// A set of small numbers.
private struct Visits {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

  var cost: Int { words.count / 8 }

  mutating func insert(_ value: Int) -> Bool {
    let mask: UInt64 = 1 << UInt64(value & 63)
    if words[value >> 6] & mask != 0 { return false }
    words[value >> 6] |= mask
    return true
  }
}
