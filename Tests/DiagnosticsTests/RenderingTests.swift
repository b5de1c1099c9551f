import Diagnostics
import Testing

/// Diagnostics as people see them. The texts are what a terminal without colours shows.
struct RenderingTests {
  @Test func anErrorPointsAtItsPlace() {
    let file = SourceFile(
      path: "assistants/support.yaml", text: "assistants:\n  support:\n    modle: gpt\n")
    expect(
      Diagnostic(
        "ASST031", "Unknown key", detail: "`modle` is no field of an assistant.",
        help: "Did you mean `model`?", at: span(of: "modle", in: file)),
      """
      error[ASST031]: Unknown key
       --> assistants/support.yaml:3:5
        |
      3 |     modle: gpt
        |     ^^^^^
        = `modle` is no field of an assistant.
        = help: Did you mean `model`?

      """)
  }

  @Test func relatedPlacesAndLongNotesAreAligned() {
    let lines = (1...12).map { "key\($0): x" }.joined(separator: "\n")
    let file = SourceFile(path: "a.yaml", text: lines)
    expect(
      Diagnostic(
        "ASST009", .warning, "Duplicate key", detail: "one\ntwo", help: "do this\nthen that",
        at: span(of: "key12", in: file),
        related: [.init("first here", at: span(of: "key2", in: file))]),
      """
      warning[ASST009]: Duplicate key
        --> a.yaml:12:1
         |
      12 | key12: x
         | ^^^^^
         = one
           two
        --> a.yaml:2:1
         |
       2 | key2: x
         | ^^^^
         = first here
         = help: do this
                 then that

      """)
  }

  @Test func aTerminalGetsNoWiderLines() {
    let file = SourceFile(
      path: "a.yaml", text: "tools: [{ type: code_interpreter }, { type: retrieval, name: docs }]\n"
    )
    let diagnostic = Diagnostic(
      "ASST042", "Unknown value", detail: "`type` cannot be `retrieval` any more.",
      help: "Write `type: file_search`, as it is called now.", at: span(of: "retrieval", in: file))
    let text = DiagnosticRenderer.render([diagnostic], width: 44).plain
    let expected = """
      error[ASST042]: Unknown value
       --> a.yaml:1:45
        |
      1 | …er }, { type: retrieval, name: docs }…
        |                ^^^^^^^^^
        = `type` cannot be `retrieval` any more.
        = help: Write `type: file_search`, as it
                is called now.


      """
    #expect(text == expected)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.columns(of: String($0)) <= 44 })
  }

  @Test func whatANoteQuotesStaysOnItsLine() {
    expect(
      Diagnostic("ASST001", "Odd", detail: "`a\tb\r\nerror: c` is odd.", at: nil),
      "error[ASST001]: Odd\n = `a\\tb\\r\\nerror: c` is odd.\n")
  }

  @Test func aFindingWithoutAPlace() {
    expect(
      Diagnostic("ASST001", .hint, "No manifest", detail: "There is none.", at: nil),
      "hint[ASST001]: No manifest\n = There is none.\n")
  }

  @Test(arguments: [
    // A tab takes one column, so that the marks stand right below.
    ("\tkey:\tvalue", "value", " key: value", "      ^^^^^"),
    ("名前: 値が違う", "値が違う", "名前: 値が違う", "      ^^^^^^^^"),
    ("a: 👩‍👩‍👧 x", "x", "a: 👩‍👩‍👧 x", "      ^"), ("a: 🇩🇪 ❤️ x", "x", "a: 🇩🇪 ❤️ x", "         ^"),
    ("e\u{301}: x", "x", "e\u{301}: x", "   ^"),
    ("a: \u{1B}[31mx", "x", "a: \\u{1B}[31mx", "             ^"),
    ("a: \u{202E}x", "x", "a: \\u{202E}x", "           ^"),
  ])
  func marksStandBelowTheirText(_ line: String, _ marked: String, _ shown: String, _ marks: String)
  {
    let file = SourceFile(path: "a", text: line)
    #expect(excerpt(span(of: marked, in: file)) == ["1 | \(shown)", "  | \(marks)"])
  }

  @Test func aLongLineIsCutAroundThePlace() {
    let file = SourceFile(
      path: "a",
      text: String(repeating: "b", count: 500) + "HERE" + String(repeating: "a", count: 500))
    let lines = excerpt(span(of: "HERE", in: file))
    #expect(
      lines == [
        "1 | …" + String(repeating: "b", count: 58) + "HERE" + String(repeating: "a", count: 57)
          + "…",
        "  | " + String(repeating: " ", count: 59) + "^^^^",
      ])
  }

  @Test func aLongMarkedTextIsCutItself() {
    let file = SourceFile(path: "a", text: "key: " + String(repeating: "x", count: 1_000) + " tail")
    let lines = excerpt(span(of: String(repeating: "x", count: 1_000), in: file))
    #expect(lines.allSatisfy { $0.count <= 130 })
    #expect(lines.first?.hasPrefix("1 | key: xxx") == true)
    #expect(lines.last == "  |      " + String(repeating: "^", count: 61))
  }

  @Test func aPlaceOverSeveralLinesIsMarkedOnItsFirst() {
    let file = SourceFile(path: "a", text: "key: one\n  two\n")
    let span = SourceSpan(file: file, start: 5, end: 14)
    #expect(excerpt(span) == ["1 | key: one", "  |      ^^^"])
  }

  @Test func theEndOfAFile() {
    let open = SourceFile(path: "a", text: "key: [1,")
    #expect(excerpt(SourceSpan(file: open, start: 8, end: 8)) == ["1 | key: [1,", "  |         ^"])
    let closed = SourceFile(path: "a", text: "key: [1,\n")
    let end = SourceSpan(file: closed, start: 9, end: 9)
    #expect(end.location.description == "a:2:1")
    #expect(excerpt(end).isEmpty)
    #expect(SourceSpan(file: open, start: 99, end: 120).location.description == "a:1:9")
    #expect(excerpt(SourceSpan(file: open, start: 99, end: 120)).last == "  |         ^")
  }

  @Test func anEmptyFile() {
    let file = SourceFile(path: "empty.yaml", text: "")
    #expect(SourceSpan(startOf: file).location.description == "empty.yaml:1:1")
    expect(
      Diagnostic("ASST002", "Empty", detail: "Nothing in it.", at: SourceSpan(startOf: file)),
      """
      error[ASST002]: Empty
       --> empty.yaml:1:1
        = Nothing in it.

      """)
  }

  @Test func windowsLineBreaks() {
    let file = SourceFile(path: "a", text: "one: 1\r\ntwo: 2\r\n")
    let span = span(of: "two: 2", in: file)
    #expect(span.location.description == "a:2:1")
    #expect(excerpt(span) == ["2 | two: 2", "  | ^^^^^^"])
    #expect(excerpt(SourceSpan(file: file, start: 5, end: 8)) == ["1 | one: 1", "  |      ^"])
  }

  @Test func aPathCannotBreakTheLine() {
    let file = SourceFile(path: "a\nb\u{1B}.yaml", text: "x")
    let text = DiagnosticRenderer.render([
      Diagnostic("ASST003", "S", detail: "D", at: SourceSpan(startOf: file))
    ]).plain
    #expect(text.contains("--> a\\nb\\u{1B}.yaml:1:1\n"))
  }

  @Test func hostileTextIsShownNotObeyed() {
    let diagnostic = Diagnostic(
      "ASST004", "S", detail: "bad \u{1B}[2J\u{9B}1m\u{202E}", help: "\u{7}", at: nil)
    for text in [
      DiagnosticRenderer.render([diagnostic]).plain,
      DiagnosticRenderer.render([diagnostic]).coloured,
    ] {
      #expect(text.contains("bad \\u{1B}[2J\\u{9B}1m\\u{202E}"))
      #expect(!text.unicodeScalars.contains { ["\u{9B}", "\u{202E}", "\u{7}"].contains($0) })
    }
  }

  @Test func coloursEndOnTheirLine() {
    let diagnostic = Diagnostic("ASST005", "S", detail: "D", at: nil)
    let text = DiagnosticRenderer.render([diagnostic]).coloured
    #expect(text.hasPrefix("\u{1B}[1;31merror[ASST005]\u{1B}[0m\u{1B}[1m: S\u{1B}[0m"))
    for line in text.split(separator: "\n") where line.contains("\u{1B}") {
      #expect(line.contains("\u{1B}[0m"))
    }
  }

  @Test func counts() {
    func diagnostic(_ severity: Diagnostic.Severity) -> Diagnostic {
      Diagnostic("ASST000", severity, "S", detail: "D", at: nil)
    }
    #expect(DiagnosticRenderer.summary(of: []) == nil)
    #expect(DiagnosticRenderer.summary(of: [diagnostic(.error)]) == "1 error")
    #expect(
      DiagnosticRenderer.summary(of: [.hint, .error, .warning, .error].map(diagnostic))
        == "2 errors, 1 warning, 1 hint")
    #expect([diagnostic(.warning)].hasErrors == false)
    #expect([diagnostic(.warning), diagnostic(.error)].hasErrors)
  }

  @Test func readingOrder() {
    let (a, b) = (SourceFile(path: "a", text: "x\ny\n"), SourceFile(path: "b", text: "x\n"))
    func diagnostic(_ code: String, _ file: SourceFile?, _ offset: Int = 0) -> Diagnostic {
      Diagnostic(
        code, "S", detail: "D",
        at: file.map { SourceSpan(file: $0, start: offset, end: offset + 1) })
    }
    let sorted = [
      diagnostic("5", b), diagnostic("4", a, 2), diagnostic("3", a), diagnostic("2", a),
      diagnostic("9", nil),
    ].inReadingOrder()
    #expect(sorted.map(\.code) == ["9", "2", "3", "4", "5"])
  }

  // MARK: -

  private func span(of text: String, in file: SourceFile) -> SourceSpan {
    let (all, part) = (file.text, Array(text.utf8))
    let start = all.indices.first { all[$0...].starts(with: part) } ?? 0
    return SourceSpan(file: file, start: start, end: start + part.count)
  }

  /// The line and its marks, without what stands around them.
  private func excerpt(_ span: SourceSpan) -> [String] {
    let diagnostic = Diagnostic("ASST000", "S", detail: "D", at: span)
    let lines = DiagnosticRenderer.render([diagnostic]).plain.split(separator: "\n").map(
      String.init)
    return lines.filter { $0.contains(" | ") }
  }

  private func expect(
    _ diagnostic: Diagnostic, _ text: String, at location: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(
      DiagnosticRenderer.render([diagnostic]).plain == text + "\n", sourceLocation: location)
  }
}
