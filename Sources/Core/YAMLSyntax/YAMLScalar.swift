/// A single value: its text, how it was written, and what it means.
package struct YAMLScalar: Sendable {
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// A value by the core schema of YAML 1.2. Numbers are texts in JSON's number grammar.
  package enum CoreValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(String)
    case float(String)
    case string(String)
  }

  /// The text after quotes, escapes, folding and indentation are taken off.
  package let text: String
  package let style: Style
  /// The value by style and tag: only a plain scalar, or one with a tag, is anything but text.
  package let value: CoreValue
  /// Whether a mistake that is already told left no value here: then nothing else is told about it.
  package let isUnknown: Bool

  /// What stands where an alias could not be resolved.
  static let unknown = YAMLScalar(text: "", style: .plain, value: .null, isUnknown: true)

  /// A scalar without a tag.
  package init(text: String, style: Style) {
    self.init(
      text: text, style: style, value: style == .plain ? CoreSchema.value(of: text) : .string(text))
  }

  init(text: String, style: Style, value: CoreValue, isUnknown: Bool = false) {
    self.text = text
    self.style = style
    self.value = value
    self.isUnknown = isUnknown
  }
}

extension YAMLScalar.CoreValue {
  /// What kind of value it is, in the words of an error message.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .float: "a number"
    case .string: "text"
    }
  }
}
