import Diagnostics
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  struct Text {
    var text: String
    /// Where its lines stand, when that is not the line of the value.
    var origin: TextOrigin?
    /// The file that it stands in, when it is included.
    var source: SourceSpan?
  }

  /// A text, written here or in a file of its own.
  mutating func text(
    _ node: YAMLNode, _ limits: StringLimits, named subject: String
  ) -> Text? {
    guard let text = uncheckedText(node, named: subject) else { return nil }
    TextLength.check(text.text, of: subject, limits: limits, at: node.head, to: findings)
    LongDescription.check(text.text, of: subject, limits: limits, at: node.head, to: findings)
    if let slip = InvalidPattern.slip(in: text.text, of: subject, limits: limits, at: node) {
      slips.append(slip)
    }
    return text
  }

  private mutating func uncheckedText(_ node: YAMLNode, named subject: String) -> Text? {
    if Inclusion.namesFile(node) {
      guard let inclusion = inclusion(node) else { return nil }
      return includedText(of: inclusion)
    }
    guard let scalar = node.scalar else {
      return mismatch(node, named: subject, wants: "text, or `{ file: … }`")
    }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    guard let text = resolved.string else {
      let help =
        resolved.isNull ? "Write `\"\"` for an empty text." : "Quote it: `\"\(resolved.text)\"`."
      return mismatch(
        node, resolved, named: subject, wants: "text", help: help,
        writing: resolved.isNull ? nil : "\"\(resolved.text)\"")
    }
    return Text(text: text, origin: TextOrigin(of: scalar, at: node.span, as: text))
  }

  func number(
    _ node: YAMLNode, in range: ClosedRange<Double>, named subject: String
  ) -> JSONValue? {
    let words =
      "from \(JSONNumber.words(range.lowerBound)) to \(JSONNumber.words(range.upperBound))"
    guard let (number, value) = anyNumber(node, named: subject, wants: "a number \(words)") else {
      return nil
    }
    if !range.contains(value) {
      OutOfRange.report(
        number.text, of: subject, range: words, at: node.span, to: findings)
    }
    return .number(number)
  }

  func integer(_ node: YAMLNode, in range: ClosedRange<Int>, named subject: String) -> JSONValue? {
    let words = "from \(range.lowerBound) to \(range.upperBound)"
    let wanted = "a whole number \(words)"
    guard let (number, value) = anyNumber(node, named: subject, wants: wanted) else { return nil }
    guard let integer = number.integer else {
      if value.rounded() == value {
        OutOfRange.report(number.text, of: subject, range: words, at: node.span, to: findings)
        return .number(number)
      }
      return mismatch(
        node, ResolvedScalar(text: number.text, value: .float(number.text), isQuoted: false),
        named: subject, wants: wanted)
    }
    if !range.contains(integer) {
      OutOfRange.report(number.text, of: subject, range: words, at: node.span, to: findings)
    }
    return .integer(integer)
  }

  private func anyNumber(
    _ node: YAMLNode, named subject: String, wants wanted: String
  ) -> (JSONNumber, Double)? {
    guard let scalar = node.scalar else { return mismatch(node, named: subject, wants: wanted) }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    switch resolved.value {
    case .integer(let text), .float(let text):
      let number = JSONNumber(validated: text)
      if let value = number.double, value.isFinite { return (number, value) }
    default: break
    }
    let isNumber =
      switch YAMLScalar(text: resolved.text, style: .plain).value {
      case .integer, .float: true
      default: false
      }
    return mismatch(
      node, resolved, named: subject, wants: wanted,
      help: isNumber && resolved.isQuoted ? "Remove the quotes." : decimalHelp(resolved.text),
      writing: isNumber && resolved.isQuoted ? resolved.text : nil)
  }

  /// `0,9` is no number in YAML.
  private func decimalHelp(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return "Write `\(parts[0]).\(parts[1])`, with a point."
  }

  func boolean(_ node: YAMLNode, named subject: String) -> JSONValue? {
    let wanted = "`true` or `false`"
    guard let scalar = node.scalar else { return mismatch(node, named: subject, wants: wanted) }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    if case .bool(let value) = resolved.value { return .bool(value) }
    return mismatch(
      node, resolved, named: subject, wants: wanted,
      help: resolved.booleanHelp,
      writing: resolved.meantBoolean.map { "\($0)" })
  }

  func word(
    _ node: YAMLNode, of words: [String], named subject: String, help: String? = nil
  ) -> JSONValue? {
    let wanted = "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    guard let scalar = node.scalar else { return mismatch(node, named: subject, wants: wanted) }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    guard let word = resolved.string else {
      return mismatch(node, resolved, named: subject, wants: wanted)
    }
    if words.contains(word) { return .string(word) }
    UnknownValue.report(
      resolved.shortened, of: subject, known: words, help: help, at: node.span, to: findings)
    return nil
  }
}

extension JSONNumber {
  /// `2` rather than `2.0`.
  fileprivate static func words(_ value: Double) -> String {
    JSONNumber(value)?.canonicalText ?? "\(value)"
  }
}
