/// How a text is written so that it is read back byte for byte, with as few marks as YAML needs.
enum ScalarStyle {
  case plain
  case singleQuoted
  case doubleQuoted
  /// After `|`, or after `|-` where it does not end with a line break.
  case literal(endsWithBreak: Bool)

  /// - Parameter isFlow: whether it stands in brackets, or is a key, so that it takes one line.
  init(of text: String, isFlow: Bool) {
    let traits = TextTraits(text)
    if traits.needsEscapes {
      self = .doubleQuoted
    } else if traits.hasBreaks {
      self =
        isFlow || !traits.fitsLiteral
        ? .doubleQuoted : .literal(endsWithBreak: traits.endsWithBreak)
    } else if traits.isPlain(text, isFlow: isFlow) {
      self = .plain
    } else {
      // In single quotes, backslashes and double quotes stand for themselves.
      let reads = text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
      self =
        reads && !text.utf8.contains(UInt8(ascii: "'")) ? .singleQuoted : .doubleQuoted
    }
  }

  /// The text on one line; a literal has none.
  func inline(_ text: String) -> String {
    switch self {
    case .plain: text
    case .singleQuoted: "'\(text)'"
    case .doubleQuoted, .literal: NewValue.quoted(text)
    }
  }
}

/// What of a text decides how it is written.
private struct TextTraits {
  var hasBreaks = false
  /// Whether something in it cannot stand in a YAML file, is taken for a line break there, or shows
  /// otherwise than it is: controls, byte order marks, marks of direction.
  var needsEscapes = false
  var endsWithBreak = false
  /// Whether it stands after `|` as it is, and editors leave it so: no blanks at the ends of lines,
  /// none at its start that would have to be counted, no tab where indentation ends, and no empty
  /// lines at its end.
  var fitsLiteral = true

  init(_ text: String) {
    var previous: Unicode.Scalar = "\n"
    var isBlankSoFar = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        hasBreaks = true
        if previous == " " || previous == "\t" { fitsLiteral = false }
      case "\t": if previous == "\n" { fitsLiteral = false }
      case " ": if isBlankSoFar { fitsLiteral = false }
      default: if NewValue.isEscaped(scalar) { needsEscapes = true }
      }
      if scalar != "\n" { isBlankSoFar = false }
      previous = scalar
    }
    endsWithBreak = previous == "\n"
    let endsTwice = text.utf8.suffix(2).elementsEqual([0x0A, 0x0A])
    if isBlankSoFar || endsTwice || previous == " " || previous == "\t" { fitsLiteral = false }
  }

  /// Whether a text without line breaks means itself without quotes.
  func isPlain(_ text: String, isFlow: Bool) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: " "),
      last != UInt8(ascii: " "), last != UInt8(ascii: ":"), last != UInt8(ascii: "\t"),
      NeedsQuotes(startingWith: first) == nil,
      !"-?:#|>".utf8.contains(first), !text.hasPrefix("..."),
      !Self.isTaken(text), !Self.looksLikeNumber(text)
    else { return false }
    var previous = first
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\t"): return false
      case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return false
      case UInt8(ascii: " ") where previous == UInt8(ascii: ":"): return false
      case UInt8(ascii: "?") where isFlow && previous == UInt8(ascii: ":"): return false
      case _ where isFlow && ",[]{}".utf8.contains(byte): return false
      default: break
      }
      previous = byte
    }
    return true
  }

  /// Words that YAML, or an older version of it that many programs still read, takes for something
  /// else.
  private static func isTaken(_ text: String) -> Bool {
    guard text.utf8.count <= 5 else { return false }
    if case .string = CoreSchema.value(of: text) {
      return ["yes", "no", "on", "off", "<<", "="].contains(text.lowercased())
    }
    return true
  }

  /// Numbers of any version of YAML, dates and times among them.
  private static func looksLikeNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || "+-.".utf8.contains(first)
    else { return false }
    if CoreSchema.isNumberBeyondJSON(text) { return true }
    if case .string = CoreSchema.value(of: text) {
      return text.utf8.allSatisfy { "0123456789abcdefABCDEFxXoOTZ_.:+- ".utf8.contains($0) }
    }
    return true
  }
}
