import Diagnostics
import OrderedCollections

/// JSON values to text.
package struct JSONWriter {
  package enum Layout: Sendable {
    /// No white space, keys in their own order: what goes over the wire.
    case compact
    /// Two spaces an indent, keys in their own order: what people read.
    case indented
    /// No white space, keys in their own order, and nothing that ends a line or that a terminal would
    /// obey: one value of a stream of lines.
    case line
    /// No white space, keys in the order of their UTF-8 bytes, numbers in their canonical text:
    /// what digests are taken of, so that equal values have equal bytes.
    case canonical
  }

  private let layout: Layout
  private var output: [UInt8] = []

  package static func bytes(_ value: JSONValue, _ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(value, depth: 0)
    return writer.output
  }

  package static func string(_ value: JSONValue, _ layout: Layout = .compact) -> String {
    String(decoding: bytes(value, layout), as: UTF8.self)
  }

  private init(layout: Layout) { self.layout = layout }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: output += "null".utf8
    case .bool(let flag): output += (flag ? "true" : "false").utf8
    case .number(let number):
      output += (layout == .canonical ? number.canonicalText : number.text).utf8
    case .string(let text): write(text)
    case .array(let items):
      write(items, open: "[", close: "]", depth: depth) { writer, item in
        writer.write(item, depth: depth + 1)
      }
    case .object(let members):
      let ordered = members.elements.map { (key: $0.key, value: $0.value) }
      let sorted =
        layout == .canonical
        ? ordered.sorted { $0.key.precedesByBytes($1.key) } : ordered
      write(sorted, open: "{", close: "}", depth: depth) { writer, member in
        writer.write(member.key)
        writer.output += (writer.layout == .indented ? ": " : ":").utf8
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], open: Unicode.Scalar, close: Unicode.Scalar, depth: Int,
    each: (inout JSONWriter, Item) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      if layout == .indented { newLine(depth + 1) }
      each(&self, item)
    }
    if layout == .indented, !items.isEmpty { newLine(depth) }
    output.append(UInt8(ascii: close))
  }

  private mutating func newLine(_ depth: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func write(_ text: String) {
    output.append(UInt8(ascii: "\""))
    if layout == .indented || layout == .line {
      for scalar in text.unicodeScalars { writeForPeople(scalar) }
    } else {
      var text = text
      text.withUTF8 { writeRuns($0) }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Stretches that need no escape are copied at once.
  private mutating func writeRuns(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      output.append(contentsOf: bytes[start..<index])
      write(byte)
      start = index + 1
    }
    output.append(contentsOf: bytes[start...])
  }

  private mutating func write(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): output += #"\""#.utf8
    case UInt8(ascii: "\\"): output += #"\\"#.utf8
    case 0x0A: output += #"\n"#.utf8
    case 0x0D: output += #"\r"#.utf8
    case 0x09: output += #"\t"#.utf8
    case 0..<0x20: writeEscape(UInt16(byte))
    default: output.append(byte)
    }
  }

  /// What a terminal would obey instead of showing is escaped, which JSON allows for any character.
  private mutating func writeForPeople(_ scalar: Unicode.Scalar) {
    if scalar.value >= 0x7F, TerminalSafety.isHostile(scalar) {
      for unit in String(scalar).utf16 { writeEscape(unit) }
    } else {
      for byte in String(scalar).utf8 { write(byte) }
    }
  }

  private mutating func writeEscape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    output += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
  }
}
