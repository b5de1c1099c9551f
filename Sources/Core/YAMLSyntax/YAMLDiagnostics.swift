import Diagnostics

/// Everything that can be wrong with YAML itself: one factory a finding, ASST001 to ASST029.
extension Diagnostic {
  static func invalidUTF8(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST001", "The file is not valid UTF-8",
      detail: "Here is a byte that belongs to no character.",
      help:
        "Save the file as UTF-8; editors that write Latin-1, Windows-1252 or UTF-16 can be told to.",
      at: span)
  }

  static func controlCharacter(_ code: UInt32?, at span: SourceSpan) -> Diagnostic {
    let digits = code.map(hex).map { String(repeating: "0", count: max(0, 4 - $0.count)) + $0 }
    let name = digits.map { "U+" + $0 } ?? "this invisible character"
    return Diagnostic(
      "ASST002", "A control character in YAML",
      detail: "YAML cannot hold \(name) in text like this.",
      help: digits.map {
        "Delete it, or write it as an escape in double quotes: `\"\\u\($0)\"`."
      } ?? "Delete it.", at: span)
  }

  static func tab(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST003", "A tab is used for indentation",
      detail: "YAML indents with spaces only, since tabs have no fixed width.",
      help: "Replace the tab by spaces.", at: span)
  }

  static func duplicateKey(
    _ key: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    let merge = "Write one `<<` with a list: `<<: [*first, *second]`."
    return Diagnostic(
      "ASST004", "A key stands twice in a mapping",
      detail: "`\(shortened(key))` is already defined, and only one of the values could count.",
      help: key == "<<" ? merge : "Remove one of them, or rename it.", at: span,
      related: [Related("It is first defined here.", at: first)])
  }

  static func secondDocument(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST005", "A second document in one file",
      detail: "A file holds one YAML document, and another one starts here.",
      help: "Move it to a file of its own, or remove the line `---`.", at: span)
  }

  static func nestedTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST006", "Lists and mappings are nested too deep",
      detail: "More than \(YAMLLimits.nesting) stand in one another here.",
      help: "Check for brackets that are not closed.", at: span)
  }

  static func unknownTag(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST007", "An unknown tag",
      detail: "A word that starts with `!` is a tag in YAML, and this one has no meaning here.",
      help: "If it is text, put the whole value in quotes: `'…'`; if not, remove the tag.", at: span
    )
  }

  static func tagDoesNotFit(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST008", "A tag that does not fit its value",
      detail: "What follows cannot be read as the type that the tag names.",
      help: "Remove the tag, or correct the value.", at: span)
  }

  static func undefinedAlias(
    _ name: String, didYouMean near: String?, at span: SourceSpan
  ) -> Diagnostic {
    let quote = "If it is text, put the whole value in quotes: `'…'`."
    return Diagnostic(
      "ASST009", "An alias of an anchor that does not exist",
      detail: "No `&\(shortened(name))` stands before this alias.",
      help: near.map { "Did you mean `*\(shortened($0))`? \(quote)" } ?? quote, at: span)
  }

  static func aliasInsideItself(
    _ name: String, at span: SourceSpan, anchor: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "ASST010", "An alias inside of its own anchor",
      detail: "`*\(shortened(name))` would contain itself without end.",
      help: "Move the anchor to a part that does not hold the alias.", at: span,
      related: [Related("The anchor is here.", at: anchor)])
  }

  static func aliasesExpandTooFar(at span: SourceSpan, anchor: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST011", "Aliases repeat too much",
      detail: "With this alias, repetitions add more than \(YAMLLimits.expandedNodes) values.",
      help: "Repeat less, or write the values out.", at: span,
      related: [Related("What it repeats is defined here.", at: anchor)])
  }

  static func keyIsNoText(_ kindName: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST012", "A key that is not a text",
      detail: "Keys are texts, and this one is \(kindName).",
      help: "If the braces or brackets are part of a text, such as `{{name}}`, put the whole value "
        + "in quotes: `'…'`.", at: span)
  }

  /// `name: {{company}}`, as templates are written.
  static func unquotedPlaceholder(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST012", "A key that is not a text",
      detail: "Without quotes, `{{` starts a mapping whose key is a mapping.",
      help: "Put the whole value in quotes: `'…'`.", at: span)
  }

  static func nullKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST012", "A key that is not a text",
      detail: "Keys are texts; an empty key, `~` and `null` mean no value at all.",
      help: "Write a key before the colon, or put it in quotes: `'null'`.", at: span)
  }

  static func frontMatterNotClosed(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST013", "Front matter is not closed",
      detail: "The file starts with a line `---`, and no second one ends the front matter.",
      help: "Add a line `---` below the fields; for a file without front matter, remove this one.",
      at: span)
  }

  static func mergeOfNoMapping(_ kindName: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST014", "A merge key without a mapping",
      detail: "`<<` takes over the entries of a mapping or of a list of mappings, and this is "
        + "\(kindName).",
      help: "Write an alias of a mapping: `<<: *defaults`.", at: span)
  }

  static func numberBeyondJSON(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST015", "A number that JSON does not have",
      detail: "`\(shortened(text))` cannot be sent: JSON has no infinities, no NaN, and here no "
        + "hexadecimal or octal numbers of more than 64 bits.",
      help: "Write a decimal number, or put it in quotes if it is text.", at: span)
  }

  static func unclosedQuote(at span: SourceSpan, opening: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST016", "A quote is not closed",
      detail: "The text in quotes goes on to here, and its closing quote is missing.",
      help: "Close it; inside `'…'` a quote is written twice, `''`, inside `\"…\"` as `\\\"`.",
      at: span,
      related: [Related("The quote is opened here.", at: opening)])
  }

  static func unclosedBracket(at span: SourceSpan, opening: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST017", "A bracket is not closed",
      detail: "YAML still waits for the closing bracket, or for a comma, and finds this.",
      help: "Close the bracket; if it is part of a text, put the whole value in quotes: `'…'`.",
      at: span,
      // Where the text ends with the bracket, both are one place.
      related: span.start == opening.start
        ? [] : [Related("The bracket is opened here.", at: opening)])
  }

  static func unexpectedInBrackets(at span: SourceSpan, opening: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST018", "Something unexpected between brackets",
      detail: "Between brackets, values are separated by commas, and texts with `: `, `,` or "
        + "brackets in them need quotes.",
      help: "Add the comma that is missing, or put the text in quotes: `'…'`.", at: span,
      related: [Related("The bracket is opened here.", at: opening)])
  }

  static func unquotedInterpolation(at span: SourceSpan) -> Diagnostic {
    let written = span.file.string(in: span.start..<span.end)
    return Diagnostic(
      "ASST019", .error, "An interpolation without quotes between brackets",
      detail: "Between `{ }` or `[ ]`, the brace after `$` starts a mapping.",
      help: "Put it in quotes: `\"\(shortened(written))\"`.", at: span,
      fix: Fix("Put it in quotes", [SourceEdit(replace: span, with: "\"\(written)\"")]))
  }

  static func needsQuotes(_ reason: NeedsQuotes, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST020", "This value needs quotes", detail: reason.detail, help: reason.help, at: span)
  }

  static func missingSpaceAfterColon(at span: SourceSpan) -> Diagnostic {
    let key = span.file.string(in: span.start..<span.end)
    let end = SourceSpan(file: span.file, start: span.end, end: span.end)
    return Diagnostic(
      "ASST021", .error, "A space is missing after a colon",
      detail: "Without the space, key and value are one text.",
      help: "Write `\(shortened(key)) ` and then the value.", at: span,
      fix: Fix("Insert a space", [SourceEdit(replace: end, with: " ")]))
  }

  static func missingColon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST022", "A key without a colon",
      detail: "This stands where a key of the mapping is due, and no `:` follows on its line.",
      help: "Write `key: value`; indent the line if it continues the value above.", at: span)
  }

  static func indentation(at span: SourceSpan, start: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "ASST023", "This line does not fit the lines above",
      detail: "Its indentation is neither that of its neighbours nor that of a value below them.",
      help: "Indent the keys of a mapping, and the dashes of a list, by the same number of spaces; "
        + "put a text with special characters in quotes.", at: span,
      related: start.map { [Related("What it should belong to starts here.", at: $0)] } ?? [])
  }

  static func listOnKeyLine(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST024", "A list or a key cannot start here",
      detail: "`- ` and `? ` start a line of their own; after a key they are not allowed.",
      help: "Write the list on the lines below the key, or put the value in quotes: `'…'`.",
      at: span)
  }

  static func unknownEscape(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST025", "An escape that does not exist",
      detail: "In double quotes, a backslash starts an escape such as `\\n` or `\\u00E9`.",
      help: "Use single quotes, which know no escapes, or double the backslash: `\\\\`.", at: span)
  }

  static func blockScalarHeader(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST026", "A mistake after `|` or `>`",
      detail: "Only `+` or `-`, an indentation from 1 to 9 and a comment may follow on the line.",
      help: "Start the text on the next line, indented.", at: span)
  }

  static func directive(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST027", "A directive that cannot be used",
      detail:
        "A line that starts with `%` is a directive; only `%YAML 1.1`, `%YAML 1.2` and `%TAG` "
        + "are known, each once, and `---` follows them.",
      help: "Remove the line; if it is text, put it in quotes.", at: span)
  }

  /// A key that starts with `@` or a backquote.
  static func reservedStart(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST020", "This value needs quotes",
      detail: NeedsQuotes.reserved.detail, help: "Put it in quotes, or choose another name.",
      at: span)
  }

  static func malformedName(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST028", "An anchor or alias without a proper name",
      detail: "After `&` or `*` follows a name of letters, digits, `-` and `_`.",
      help: "If it is text, put the whole value in quotes: `'…'`.", at: span)
  }

  static func syntax(_ problem: String, context: String, at span: SourceSpan) -> Diagnostic {
    let place = context.isEmpty ? "" : ", \(context)"
    return Diagnostic(
      "ASST029", "YAML cannot be read from here on",
      detail: "The parser says: \(problem)\(place).",
      help: "Put text with special characters in quotes: `'…'`.", at: span)
  }

  /// A user's words as far as a message can carry them.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 60 ? text : text.prefix(60) + "…"
  }

  private static func hex(_ code: UInt32) -> String { String(code, radix: 16, uppercase: true) }
}
