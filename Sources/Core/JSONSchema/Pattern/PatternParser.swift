/// Reads regular expressions of ECMA-262 with Unicode semantics, as JSON Schema recommends.
///
/// Where engines without the flag `u` take what it forbids, and all of them take it alike (`\-`, a
/// lone `}`, `[\w-.]`), it is taken too. What they take in different ways is malformed.
struct PatternParser {
  static let deepestLevel = 64

  var input: [Unicode.Scalar]
  var position = 0
  private var level = 0

  static func parse(_ text: String) throws(PatternFault) -> PatternNode {
    var parser = PatternParser(input: Array(text.unicodeScalars))
    let node = try parser.choice()
    if parser.position < parser.input.count {
      throw .malformed("a closing parenthesis has no opening one")
    }
    return node
  }

  private init(input: [Unicode.Scalar]) { self.input = input }

  var current: Unicode.Scalar? { position < input.count ? input[position] : nil }

  /// Whether the scalar comes next; it is passed over if so.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  mutating func take(word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard input[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  private mutating func choice() throws(PatternFault) -> PatternNode {
    level += 1
    defer { level -= 1 }
    guard level <= Self.deepestLevel else { throw .unsupported("groups are nested too deep") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = current, scalar != "|", scalar != ")" { parts.append(try term()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term() throws(PatternFault) -> PatternNode {
    let (node, isRepeatable) = try atom()
    guard let (least, most) = try quantifier() else { return node }
    guard isRepeatable else { throw .malformed("an assertion is repeated") }
    _ = take("?")
    return .repetition(node, least: least, most: most)
  }

  private mutating func atom() throws(PatternFault) -> (PatternNode, isRepeatable: Bool) {
    guard let scalar = current else { throw .malformed("the text ends too early") }
    position += 1
    switch scalar {
    case "^": return (.start, false)
    case "$": return (.end, false)
    case ".": return (.scalars(ScalarSet.lineEnds.negated), true)
    case "(": return try group()
    case "[": return (.scalars(try bracket()), true)
    case "\\": return try escape()
    case "*", "+", "?": throw .malformed("a quantifier stands at the start")
    case "{" where startsQuantifier(): throw .malformed("a quantifier stands at the start")
    default: return (.scalars(ScalarSet(scalar.value)), true)
    }
  }

  private mutating func group() throws(PatternFault) -> (PatternNode, isRepeatable: Bool) {
    let look = take("?") ? try look() : nil
    let content = try choice()
    guard take(")") else { throw .malformed("a group is not closed") }
    guard let look else { return (content, true) }
    return (.look(content, isBehind: look.isBehind, isNegated: look.isNegated), false)
  }

  /// What follows `(?`: nil for groups that only hold together.
  private mutating func look() throws(PatternFault) -> (isBehind: Bool, isNegated: Bool)? {
    if take(":") { return nil }
    if take("=") { return (false, false) }
    if take("!") { return (false, true) }
    if take(word: "<=") { return (true, false) }
    if take(word: "<!") { return (true, true) }
    if take("<") {
      try groupName()
      return nil
    }
    if let scalar = current, "ims-".unicodeScalars.contains(scalar) {
      throw .unsupported("a group changes the flags")
    }
    throw .malformed("a group starts with an unknown sign after `(?`")
  }

  private mutating func groupName() throws(PatternFault) {
    let start = position
    while let scalar = current, scalar != ">" {
      guard scalar.properties.isIDContinue || scalar == "$" else {
        throw .malformed("a group's name is no name")
      }
      position += 1
    }
    guard position > start, take(">") else { throw .malformed("a group's name is not closed") }
  }
}

// MARK: - Quantifiers

extension PatternParser {
  private mutating func quantifier() throws(PatternFault) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard current == "{" else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      // `{,3}` is a text to some and a quantifier to others.
      if input[(start + 1)...].first == "," { throw .malformed("a quantifier has no lower bound") }
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      position = start
      return nil
    }
    if let most, most < least { throw .malformed("the bounds of a quantifier are swapped") }
    return (least, most)
  }

  /// Whether what follows an opening brace makes it a quantifier.
  private func startsQuantifier() -> Bool {
    var parser = self
    guard parser.number() != nil else { return false }
    if parser.take(",") { _ = parser.number() }
    return parser.take("}")
  }

  /// Capped: a pattern with a greater count is refused for its size anyway.
  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while let scalar = current, ("0"..."9").contains(scalar) {
      value = min(value * 10 + Int(scalar.value - 0x30), 1_000_000_000)
      position += 1
    }
    return position > start ? value : nil
  }
}
