/// Why a value cannot stand without quotes.
enum NeedsQuotes {
  case alias, anchor, tag, directive, reserved, braces, brackets, closing, quoted, colon

  /// The reason why a value that starts with this byte is not a plain text; nil if it may be one.
  init?(startingWith byte: UInt8) {
    switch byte {
    case UInt8(ascii: "*"): self = .alias
    case UInt8(ascii: "&"): self = .anchor
    case UInt8(ascii: "!"): self = .tag
    case UInt8(ascii: "%"): self = .directive
    case UInt8(ascii: "@"), UInt8(ascii: "`"): self = .reserved
    case UInt8(ascii: "{"): self = .braces
    case UInt8(ascii: "["): self = .brackets
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","): self = .closing
    case UInt8(ascii: "\""), UInt8(ascii: "'"): self = .quoted
    default: return nil
    }
  }

  /// Whether the first character explains a mistake that is noticed only later in the line.
  var explainsMore: Bool { self != .anchor }

  var detail: String {
    switch self {
    case .alias: "Without quotes, `*` at the start makes it an alias of an anchor."
    case .anchor: "Without quotes, `&` at the start makes it an anchor, not a text."
    case .tag: "Without quotes, `!` at the start makes it a tag, not a text."
    case .directive: "`%` cannot start a text without quotes: YAML keeps it for directives."
    case .reserved: "`@` and the backquote cannot start a text without quotes: YAML reserves them."
    case .braces: "Without quotes, `{` at the start makes it a mapping, which ends at its `}`."
    case .brackets: "Without quotes, `[` at the start makes it a list, which ends at its `]`."
    case .closing:
      "Nothing is open that this could close, and no text starts like that without quotes."
    case .quoted: "The text ends at its closing quote, and more follows on the line."
    case .colon: "Without quotes, a colon and a space within it start another `key: value`."
    }
  }

  var help: String {
    switch self {
    case .quoted: "Put the whole value in quotes; inside `'…'` a quote is written twice, `''`."
    case .closing: "Remove it; if it is text, put the whole value in quotes: `'…'`."
    default: "Put the whole value in quotes: `'…'`."
    }
  }
}
