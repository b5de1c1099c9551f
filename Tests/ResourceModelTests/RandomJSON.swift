import OrderedCollections
import ResourceModel
import TestSupport

enum RandomJSON {
  private static let alphabet: [Unicode.Scalar] = [
    "a", "Z", "\"", "\\", "/", "\n", "\r", "\t", "\0", "\u{1F}", "\u{7F}", "é", "e", "\u{301}",
    "\u{2028}",
    "漢", "😀", "\u{200D}", "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}",
  ]
  private static let numbers = [
    "0", "-0", "1", "1.0", "-17", "1e5", "1E-7", "0.1", "12345678901234567890", "1e400", "2.50",
  ]

  static func value(depth: Int, using random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2:
      return .number(JSONNumber(validated: numbers.randomElement(using: &random) ?? "0"))
    case 3, 4: return .string(text(using: &random))
    case 5, 6:
      var members = JSONObject()
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        members[text(using: &random)] = value(depth: depth + 1, using: &random)
      }
      return .object(members)
    default:
      let count = Int.random(in: 0...5, using: &random)
      return .array((0..<count).map { _ in value(depth: depth + 1, using: &random) })
    }
  }

  static func shuffled(_ value: JSONValue, using random: inout SeededGenerator) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map { shuffled($0, using: &random) })
    case .object(let members):
      var result = JSONObject()
      for (key, member) in members.elements.shuffled(using: &random) {
        result[key] = shuffled(member, using: &random)
      }
      return .object(result)
    default: return value
    }
  }

  private static func text(using random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      if let scalar = alphabet.randomElement(using: &random) { text.append(scalar) }
    }
    return String(text)
  }
}
