/// A regular expression as instructions for `PatternMatcher`.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    /// Passes over one code point, to the left inside of a look behind.
    case scalars(ScalarSet, isBackward: Bool)
    case split(Int, Int)
    case jump(Int)
    case start, end
    case wordBoundary(isNegated: Bool)
    /// Goes on at `next` if the instructions after this one match from here, or if they do not.
    case look(isNegated: Bool, next: Int)
    case match
  }

  /// Counted repetitions are written out, so that sizes multiply.
  static let largest = 4_000

  private(set) var instructions: [Instruction] = []
  private var work = 0

  init(_ node: PatternNode) throws(PatternFault) {
    try add(node, isBackward: false)
    instructions.append(.match)
  }

  private mutating func add(_ node: PatternNode, isBackward: Bool) throws(PatternFault) {
    // Counted apart from the size: `((){999}){999}` grows without an instruction.
    work += 1
    guard instructions.count < Self.largest, work < 4 * Self.largest else {
      throw .unsupported("it grows too large when its repetitions are written out")
    }
    switch node {
    case .scalars(let set): instructions.append(.scalars(set, isBackward: isBackward))
    case .sequence(let parts):
      for part in isBackward ? parts.reversed() : parts { try add(part, isBackward: isBackward) }
    case .choice(let branches): try add(branches: branches, isBackward: isBackward)
    case .repetition(let part, let least, let most):
      for _ in 0..<least { try add(part, isBackward: isBackward) }
      if let most {
        try add(part, upTo: most - least, isBackward: isBackward)
      } else {
        try add(loop: part, isBackward: isBackward)
      }
    case .start: instructions.append(.start)
    case .end: instructions.append(.end)
    case .wordBoundary(let isNegated): instructions.append(.wordBoundary(isNegated: isNegated))
    case .look(let content, let isBehind, let isNegated):
      let index = reserve()
      try add(content, isBackward: isBehind)
      instructions.append(.match)
      instructions[index] = .look(isNegated: isNegated, next: instructions.count)
    }
  }

  private mutating func add(
    branches: [PatternNode], isBackward: Bool
  ) throws(PatternFault) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try add(branch, isBackward: isBackward)
        break
      }
      let split = reserve()
      try add(branch, isBackward: isBackward)
      ends.append(reserve())
      instructions[split] = .split(split + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func add(loop part: PatternNode, isBackward: Bool) throws(PatternFault) {
    let split = reserve()
    try add(part, isBackward: isBackward)
    instructions.append(.jump(split))
    instructions[split] = .split(split + 1, instructions.count)
  }

  private mutating func add(
    _ part: PatternNode, upTo count: Int, isBackward: Bool
  ) throws(PatternFault) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(reserve())
      try add(part, isBackward: isBackward)
    }
    for split in splits { instructions[split] = .split(split + 1, instructions.count) }
  }

  /// The place of an instruction that is written when its aim is known.
  private mutating func reserve() -> Int {
    instructions.append(.match)
    return instructions.count - 1
  }
}
