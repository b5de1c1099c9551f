import OrderedCollections
import ResourceModel
import YAMLSyntax

extension YAMLValue {
  /// JSON as it is, key order and numbers included. What would be taken for a variable is escaped.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .literal("null")
    case .bool(let value): self = .literal(value ? "true" : "false")
    case .number(let number): self = .literal(number.text)
    case .string(let text): self = .escaping(text)
    case .array(let items): self = .list(items.map { YAMLValue($0) })
    case .object(let members):
      self = .mapping(members.map { Member($0.key, YAMLValue($0.value)) })
    }
  }

  /// A text with `$${` for each `${` in it.
  static func escaping(_ text: String) -> YAMLValue {
    guard InterpolationPart.occurs(in: text) else { return .text(text) }
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") { result.append(previous) }
      result.append(byte)
      previous = byte
    }
    // `$` and `{` are no parts of longer characters, so doubling one keeps the text UTF-8. The brace
    // comes last: `$` `{` is `$` `$` `{` now.
    return .text(String(decoding: result, as: UTF8.self))
  }

  /// How many lines a value takes at the most, where every member has one of its own.
  var lineCount: Int {
    switch self {
    case .literal, .text: 1
    case .list(let items): 1 + items.reduce(0) { $0 + $1.lineCount }
    case .mapping(let members), .block(let members):
      1 + members.reduce(0) { $0 + $1.value.lineCount }
    case .commented(let lines, let value): lines.count + value.lineCount
    }
  }
}
