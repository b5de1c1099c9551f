import ResourceModel

/// The parts of a scalar: text, and what stands between `${` and `}`.
enum InterpolationPart: Equatable {
  case literal(String)
  /// `${var.tone}`
  case variable(String, written: String)
  /// `${env.ASST_API_KEY:-emulator}`
  case environment(String, fallback: String?, written: String)
  /// `${…` that is none of these; with the text up to its brace, or to the end of the line.
  case malformed(written: String)

  /// Whether the text may hold more than itself: one search of its bytes, and most texts end there.
  static func occurs(in text: String) -> Bool {
    guard text.contains(byte: UInt8(ascii: "$")) else { return false }
    var previousWasDollar = false
    for byte in text.utf8 {
      if previousWasDollar, byte == UInt8(ascii: "{") { return true }
      previousWasDollar = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// `$${` is a literal `${`; a dollar sign before anything else is itself.
  static func parse(_ text: String) -> [InterpolationPart] {
    var parts: [InterpolationPart] = []
    var pending = ""
    var rest = Substring(text)

    func flush() {
      if !pending.isEmpty { parts.append(.literal(pending)) }
      pending = ""
    }

    while let dollar = rest.utf8.firstIndex(of: UInt8(ascii: "$")) {
      let head = rest[..<dollar]
      let tail = rest[dollar...]
      if tail.utf8.starts(with: "$${".utf8) {
        pending += head
        pending += "${"
        rest = tail.dropFirst(3)
      } else if tail.utf8.starts(with: "${".utf8) {
        pending += head
        flush()
        let written = placeholder(at: tail)
        parts.append(part(written))
        rest = tail[written.endIndex...]
      } else {
        pending += head
        pending += "$"
        rest = tail[tail.utf8.index(after: dollar)...]
      }
    }
    pending += rest
    flush()
    return parts
  }

  private static func placeholder(at text: Substring) -> Substring {
    let lineEnd = text.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
    let line = text[..<lineEnd]
    guard let close = line.utf8.firstIndex(of: UInt8(ascii: "}")) else { return line }
    return line[...close]
  }

  private static func part(_ written: Substring) -> InterpolationPart {
    let text = String(written)
    guard written.utf8.last == UInt8(ascii: "}") else { return .malformed(written: text) }
    let inside = written.dropFirst(2).dropLast()
    if inside.utf8.starts(with: "var.".utf8) {
      let name = String(inside.dropFirst(4))
      return isName(name) ? .variable(name, written: text) : .malformed(written: text)
    }
    guard inside.utf8.starts(with: "env.".utf8) else { return .malformed(written: text) }
    let reference = inside.dropFirst(4)
    let nameEnd = reference.firstIndex(of: ":") ?? reference.endIndex
    let name = String(reference[..<nameEnd])
    let tail = reference[nameEnd...]
    guard isName(name), tail.isEmpty || tail.utf8.starts(with: ":-".utf8) else {
      return .malformed(written: text)
    }
    return .environment(
      name, fallback: tail.isEmpty ? nil : String(tail.dropFirst(2)), written: text)
  }

  private static func isName(_ text: String) -> Bool { Grammar.isVariableName(text) }
}
