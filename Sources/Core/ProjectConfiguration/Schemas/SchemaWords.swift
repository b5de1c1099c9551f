import ResourceModel

/// How messages about schemas name what they found.
extension String {
  /// In backquotes, on one line and not too long.
  var inCode: String {
    let line = prefix { !$0.isNewline && $0 != "`" }
    let isCut = line.endIndex != endIndex || line.count > 60
    return "`\(isCut ? line.prefix(59) + "…" : line)`"
  }
}

extension [String] {
  /// `a`, `b` and `c`; of more than eight the first, and how many more there are.
  var inCode: String {
    let shown = count > 8 ? Array(prefix(7)).map(\.inCode) + ["\(count - 7) more"] : map(\.inCode)
    guard let last = shown.last else { return "" }
    return shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension JSONValue {
  /// What was found, in the words of a message: `the text `ten``.
  var words: String {
    switch self {
    case .null: "null"
    case .bool(let value): "the boolean `\(value)`"
    case .number(let number): "the number \(number.text.inCode)"
    case .string(let text): text.isEmpty ? "an empty text" : "the text \(text.inCode)"
    case .array: "a list"
    case .object: "a mapping"
    }
  }
}

extension JSONTypes {
  /// `string` or `null`, as a message names what a value may be.
  var words: String {
    var names: [String] = []
    for name in JSONTypes.names {
      guard let type = JSONTypes(named: name), isSuperset(of: type) else { continue }
      if name == "integer", contains(.number) { continue }
      names.append("`\(name)`")
    }
    return names.joined(separator: " or ")
  }
}
