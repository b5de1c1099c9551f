/// Values to YAML as a person would write it, in the form that `YAMLFormatter` leaves alone.
///
/// Quotes stand only where YAML needs them; texts of several lines follow `|`; short collections of
/// scalars stand in brackets. What is written is read back as the same value, byte for byte.
package struct YAMLWriter {
  /// A line with brackets is not longer than this.
  private static let width = 100
  /// YAML allows keys of up to 1,024 characters before their colon; longer ones take a `?`.
  private static let longestKey = 1_000

  private var output = ""

  /// The text of a file. `head` are comments above the value, each a line with its `#`.
  package static func write(_ value: YAMLValue, head: [String] = []) -> String {
    var writer = YAMLWriter()
    for line in head { writer.output += line + "\n" }
    writer.root(value)
    return writer.output
  }

  private init() {}

  private mutating func root(_ value: YAMLValue) {
    switch value {
    case .mapping(let members), .block(let members):
      if !members.isEmpty { return self.members(members, indent: 0) }
    case .list(let items):
      if !items.isEmpty { return list(items, indent: 0) }
    case .commented(let lines, let value):
      comment(lines, indent: 0)
      return root(value)
    case .literal, .text: break
    }
    output += Self.inline(value) + "\n"
  }

  /// The lines of a mapping; `isInline` says that its first one is begun.
  private mutating func members(
    _ members: [YAMLValue.Member], indent: Int, isInline: Bool = false
  ) {
    for (index, member) in members.enumerated() {
      if !isInline || index > 0 { self.indent(indent) }
      let key = Self.inline(.text(member.key))
      if key.unicodeScalars.count > Self.longestKey {
        output += "? \(key)\n"
        self.indent(indent)
        output += ":"
        value(member.value, indent: indent, column: indent + 1)
      } else {
        output += "\(key):"
        value(member.value, indent: indent, column: indent + key.unicodeScalars.count + 1)
      }
    }
  }

  private mutating func list(_ items: [YAMLValue], indent: Int, isInline: Bool = false) {
    for (index, item) in items.enumerated() {
      var item = item
      // A comment cannot stand on a line that is begun.
      while case .commented(let lines, let inner) = item {
        if !isInline || index > 0 { comment(lines, indent: indent) }
        item = inner
      }
      if !isInline || index > 0 { self.indent(indent) }
      output += "-"
      switch item {
      case .mapping(let members) where !members.isEmpty,
        .block(let members) where !members.isEmpty:
        output += " "
        self.members(members, indent: indent + 2, isInline: true)
      case .list(let items) where !items.isEmpty:
        output += " "
        list(items, indent: indent + 2, isInline: true)
      default: value(item, indent: indent, column: indent + 1)
      }
    }
  }

  /// What follows `:` or `-` of a line at `indent`, to the end of its last line.
  private mutating func value(_ value: YAMLValue, indent: Int, column: Int) {
    if case .text(let text) = value,
      case .literal(let endsWithBreak) = ScalarStyle(of: text, isFlow: false)
    {
      return literal(text, endsWithBreak: endsWithBreak, indent: indent + 2)
    }
    if value.isScalar || value.isEmptyCollection {
      output += " \(Self.inline(value, isFlow: false))\n"
      return
    }
    if value.isFlat {
      let written = Self.inline(value)
      if column + 1 + written.unicodeScalars.count <= Self.width {
        output += " \(written)\n"
        return
      }
    }
    switch value {
    case .mapping(let members), .block(let members):
      output += "\n"
      self.members(members, indent: indent + 2)
    case .list(let items):
      output += "\n"
      list(items, indent: indent + 2)
    case .commented(_, let inner): self.value(inner, indent: indent, column: column)
    case .literal, .text: break
    }
  }

  private mutating func literal(_ text: String, endsWithBreak: Bool, indent: Int) {
    output += endsWithBreak ? " |\n" : " |-\n"
    let body = endsWithBreak ? text.unicodeScalars.dropLast() : text.unicodeScalars[...]
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if !line.isEmpty {
        self.indent(indent)
        output.unicodeScalars += line
      }
      output += "\n"
    }
  }

  private mutating func comment(_ lines: [String], indent: Int) {
    for line in lines {
      self.indent(indent)
      output += "# \(line)\n"
    }
  }

  private mutating func indent(_ count: Int) { output += String(repeating: " ", count: count) }

  /// On one line.
  private static func inline(_ value: YAMLValue, isFlow: Bool = true) -> String {
    switch value {
    case .literal(let text): return text
    case .text(let text): return ScalarStyle(of: text, isFlow: isFlow).inline(text)
    case .list(let items): return "[" + items.map { inline($0) }.joined(separator: ", ") + "]"
    case .mapping(let members), .block(let members):
      let inside = members.map { "\(inline(.text($0.key))): \(inline($0.value))" }
      return inside.isEmpty ? "{}" : "{ " + inside.joined(separator: ", ") + " }"
    case .commented(_, let value): return inline(value, isFlow: isFlow)
    }
  }
}
