import TestSupport

/// Random YAML text: valid, and as oddly laid out as the language allows.
struct RandomYAML {
  private var random: SeededGenerator
  private var text = ""
  private var anchors: [String] = []
  private var mappings: [String] = []
  /// The words of the comments written so far: each stands once.
  private(set) var comments: [String] = []
  /// Whether what was written last would take a deeper comment line for a part of itself.
  private var endsInText = false

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document() -> String {
    if chance(8) { text += "\u{FEFF}" }
    layout(0)
    if chance(8) { text += "%YAML 1.2\n---\n" } else if chance(6) { text += "---\n" }
    if chance(3) {
      layout(0)
      comment(0)
      if chance(2) { blankLines() }
    }
    switch int(8) {
    case 0: sequence(indent: int(3), depth: 0)
    case 1: text += flow(depth: 1, indent: 0) + "\n"
    default: mapping(indent: int(3) / 2, depth: 0)
    }
    layout(0)
    if chance(8) { text += "...\n" }
    if chance(6) { text = text.replacing("\n", with: "\r\n") }
    if chance(8), text.last == "\n" || text.last == "\r\n" { text.removeLast() }
    return text
  }

  // MARK: Collections

  private mutating func mapping(indent: Int, depth: Int, isInline: Bool = false) {
    let keys = (0..<9).map { "k\($0)" }.shuffled(using: &random).prefix(1 + int(4))
    var hasMerge = false
    for (index, key) in keys.enumerated() {
      if !isInline || index > 0 {
        layout(indent)
        spaces(indent)
      }
      endsInText = false
      if !hasMerge, chance(9), let anchor = mappings.randomElement(using: &random) {
        hasMerge = true
        text += "<<: *\(anchor)"
        endLine()
        continue
      }
      let isExplicit = chance(14)
      if isExplicit { text += "?" + String(repeating: " ", count: 1 + int(3)) }
      if chance(20) { text += "&\(newAnchor()) " }
      text += [key, "\"\(key)\"", "'\(key)'"][max(0, int(6) - 3)]
      if isExplicit {
        if chance(3) { endLine() } else { text += "\n" }
        spaces(indent)
      }
      text += chance(10) && !isExplicit ? " :" : ":"
      value(indent: indent, depth: depth + 1)
    }
  }

  private mutating func sequence(indent: Int, depth: Int, isInline: Bool = false) {
    for index in 0..<1 + int(4) {
      if !isInline || index > 0 {
        layout(indent)
        spaces(indent)
      }
      endsInText = false
      text += "-"
      let gap = 1 + int(3)
      switch int(6) {
      case 0 where depth < 4:
        text += String(repeating: " ", count: gap)
        mapping(indent: indent + 1 + gap, depth: depth + 1, isInline: true)
      case 1 where depth < 4:
        text += String(repeating: " ", count: gap)
        sequence(indent: indent + 1 + gap, depth: depth + 1, isInline: true)
      default: value(indent: indent, depth: depth + 1, isItem: true)
      }
    }
  }

  /// What follows `:` or `-`, to the end of its last line.
  private mutating func value(indent: Int, depth: Int, isItem: Bool = false) {
    let choice = depth < 4 ? int(11) : int(8)
    if choice < 2, chance(4), let anchor = anchors.randomElement(using: &random) {
      text += " *\(anchor)"
      endLine()
      return
    }
    var anchor: String?
    if chance(7) {
      anchor = newAnchor()
      text += " &\(anchor ?? "")"
    }
    switch choice {
    case 0: endLine()
    case 1, 2, 3:
      var tag = chance(8) ? " !!str" : ""
      if anchor != nil, !tag.isEmpty, chance(3) {
        endLine(always: true)
        spaces(indent + 2)
        tag.removeFirst()
      }
      if chance(6) {
        text += tag
        endLine(always: true)
        spaces(indent + 1 + int(4))
      } else {
        text += tag + (chance(9) ? "\t" : String(repeating: " ", count: 1 + int(3)))
      }
      text += scalar(indent: indent + 1)
      endLine()
    case 4, 5:
      text += " " + (chance(8) ? "! " : "")
      blockScalar(indent: indent)
    case 6, 7:
      text += String(repeating: " ", count: 1 + int(2)) + flow(depth: depth, indent: indent + 1)
      endLine()
    case 8:
      if chance(8) { text += " !!seq" }
      endLine(always: true)
      sequence(indent: indent + (isItem ? 1 : 0) + int(4), depth: depth)
    default:
      if let anchor { mappings.append(anchor) }
      if chance(8) { text += " !!map" }
      endLine(always: true)
      mapping(indent: indent + 1 + int(4), depth: depth)
    }
    if let anchor { anchors.append(anchor) }
  }

  private mutating func flow(depth: Int, indent: Int) -> String {
    let isMapping = chance(2)
    var result = (isMapping ? "{" : "[") + flowGap(indent)
    let count = int(4)
    for index in 0..<count {
      if isMapping {
        result += ["f\(index)", "\"f\(index)\""][int(2)]
        if chance(5) { result += flowGap(indent) }
        if !chance(5) {
          result += [":", ": ", ":\t"][int(3)] + flowGap(indent) + " "
          if !chance(5) { result += flowValue(depth: depth, indent: indent) }
        }
      } else if chance(6) {
        result += "p: " + flowValue(depth: depth, indent: indent)
      } else {
        result += flowValue(depth: depth, indent: indent)
      }
      result += flowGap(indent)
      if index + 1 < count || chance(6) { result += "," + flowGap(indent) }
    }
    return result + (isMapping ? "}" : "]")
  }

  private mutating func flowValue(depth: Int, indent: Int) -> String {
    if depth < 4, chance(4) { return flow(depth: depth + 1, indent: indent) }
    if chance(8), let anchor = anchors.randomElement(using: &random) { return "*\(anchor) " }
    return (chance(9) ? "!!str " : "") + scalar(indent: indent, inFlow: true)
  }

  private mutating func flowGap(_ indent: Int) -> String {
    switch int(7) {
    case 0: "\n" + String(repeating: " ", count: indent + int(4))
    case 1: " \(newComment())\n" + String(repeating: " ", count: indent + int(4))
    case 2: "  "
    case 3: "\n\n\n" + String(repeating: " ", count: indent)
    default: ""
    }
  }

  // MARK: Scalars

  private mutating func scalar(indent: Int, inFlow: Bool = false) -> String {
    let line = "\n" + String(repeating: " ", count: indent + int(4))
    let words = [
      "word", "two words", "12", "0x1F", "-1.50", "true", "~", "no", "a#b", "http://x:8/y",
    ]
    let word = words[int(words.count)]
    return switch int(9) {
    case 0: "'it''s \(word)'"
    case 1: "\"\(word) \\u00e9\\n\\\\ \\\"q\\\" 😀\""
    case 2: "'one\(line)two \(chance(2) ? "\n" : "")\(line)three # no comment'"
    case 3: "\"one \\\(line)\\  two\(line)\(chance(2) ? "\n\n" : "")three: \(word)\""
    case 4: "plain\(line)\(chance(2) ? "\n" : "")\(line)over - lines"
    case 5: "''"
    default: word
    }
  }

  private mutating func blockScalar(indent: Int) {
    let deeper = 1 + int(4)
    let needsDigit = chance(3)
    let chomping = ["", "-", "+"][int(3)]
    let digit = needsDigit ? "\(deeper)" : ""
    text += chance(2) ? "|" : ">"
    text += chance(2) ? digit + chomping : chomping + digit
    endLine()
    let margin = String(repeating: " ", count: indent + deeper)
    for _ in 0..<int(3) where !chance(3) { text += "\n" }
    if needsDigit, chance(2) { text += margin + "  leading\n" } else { text += margin + "first\n" }
    for index in 0..<int(5) {
      switch int(6) {
      case 0: text += "\n"
      case 1: text += margin + "   \n"
      case 2: text += margin + "   deeper \(index)\n"
      case 3: text += margin + "\ttab # no comment  \n"
      case 4: text += String(repeating: " ", count: int(indent + deeper)) + "\n"
      default: text += margin + "- line: \(index)\n"
      }
    }
    for _ in 0..<int(3) { text += "\n" }
    endsInText = true
  }

  // MARK: Layout

  private mutating func layout(_ indent: Int) {
    if chance(4) { blankLines() }
    while chance(4) {
      comment(int(indent + (endsInText ? 1 : 4)))
      endsInText = false
      if chance(3) { blankLines() }
    }
  }

  private mutating func blankLines() {
    for _ in 0..<1 + int(3) { text += chance(4) && !endsInText ? "  \n" : "\n" }
  }

  private mutating func comment(_ indent: Int) {
    spaces(indent)
    text += newComment() + "\n"
  }

  private mutating func newComment() -> String {
    let comment = "# c\(comments.count)."
    comments.append(comment)
    return chance(5) ? comment + " é 'q\" {  " : comment
  }

  private mutating func newAnchor() -> String { "a\(int(5))" }

  private mutating func endLine(always: Bool = false) {
    if chance(5) { text += String(repeating: " ", count: 1 + int(3)) + newComment() }
    if chance(12) { text += "  " }
    text += "\n"
    if always, chance(4) {
      blankLines()
      if chance(2) { comment(int(6)) }
    }
    endsInText = false
  }

  private mutating func spaces(_ count: Int) { text += String(repeating: " ", count: count) }
  private mutating func int(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &random)
  }
  private mutating func chance(_ one: Int) -> Bool { int(one) == 0 }
}
