import Diagnostics
import Testing

struct TerminalSafetyTests {
  @Test(arguments: [
    ("plain", "plain"), ("a\tb\n", "a\tb\n"), ("é 漢 👩‍👩‍👧", "é 漢 👩‍👩‍👧"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("\0", "\\u{0}"), ("\u{8}", "\\u{8}"), ("a\rb", "a\\rb"), ("a\r\nb", "a\\r\nb"),
    ("\u{7F}", "\\u{7F}"),
    ("\u{85}\u{9B}2J", "\\u{85}\\u{9B}2J"),
    ("\u{202E}\u{2066}\u{200F}\u{61C}", "\\u{202E}\\u{2066}\\u{200F}\\u{61C}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{FEFF}", "\\u{FEFF}"),
    ("\u{E0041}", "\\u{E0041}"),
    ("a\u{200B}b\u{2060}c", "a\\u{200B}b\\u{2060}c"), ("\u{E0100}", "\\u{E0100}"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("❤\u{FE0F}", "❤\u{FE0F}"),
  ])
  func whatCouldMoveHideOrReverseIsShown(_ text: String, _ shown: String) {
    #expect(TerminalSafety.visible(text) == shown)
    #expect(TerminalSafety.visible(shown) == shown, "a second pass changes nothing")
  }

  @Test func onOneLine() {
    #expect(TerminalSafety.visibleOnOneLine("a\tb\nc\r\n\u{1B}") == "a\\tb\\nc\\r\\n\\u{1B}")
  }

  @Test func everyControlCharacterIsHarmless() {
    for value in (0...0x9F as ClosedRange<UInt32>) where value < 0x20 || value >= 0x7F {
      guard let scalar = Unicode.Scalar(value), scalar != "\n", scalar != "\t" else { continue }
      let shown = TerminalSafety.visible("a\(Character(scalar))b")
      #expect(!shown.unicodeScalars.contains(scalar), "U+\(String(value, radix: 16))")
    }
  }
}

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆ", 2), ("ﾊ", 1), ("한글", 4),
    ("👍", 2),
    ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("🌡", 1),
    ("…", 1), ("—", 1), ("\u{200D}", 0), ("\u{301}", 0), ("я", 1), ("، ", 2), ("🈂", 2), ("𠀀", 2),
    // A skin tone inside a sequence, a flag of a region, text style, conjoining Jamo, Devanagari.
    ("👩🏽‍🚀", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("❤\u{FE0E}", 1), ("\u{1112}\u{1161}\u{11AB}", 2), ("क्षि", 3),
    ("‼", 1), ("↕", 1), ("→", 1), ("−", 1), ("«", 1), ("⏎", 1),
  ])
  func columns(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }
}

struct SuggestionTests {
  private static let fields = [
    "name", "model", "instructions", "temperature", "top_p", "tools", "max_num_results",
  ]

  @Test(arguments: [
    ("modle", "model"), ("mdoel", "model"), ("model", "model"), ("MODEL", "model"),
    ("nmae", "name"),
    ("instruction", "instructions"), ("intructoins", "instructions"), ("temprature", "temperature"),
    ("top-p", "top_p"), ("maxNumResults", "max_num_results"), ("colour", nil), ("x", nil),
    ("", nil),
    ("instru", nil), ("tool", "tools"),
  ])
  func nearest(_ word: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: word, in: Self.fields) == expected)
  }

  @Test func theNearestWinsWhateverTheOrder() {
    #expect(Suggestion.nearest(to: "bat", in: ["cat", "bad", "bat_"]) == "bad")
    #expect(Suggestion.nearest(to: "bat", in: ["bat_", "bad", "cat"]) == "bad")
    #expect(Suggestion.nearest(to: "models", in: ["modes", "model", "models"]) == "models")
    #expect(Suggestion.nearest(to: "a", in: [String]()) == nil)
  }

  @Test func hugeWordsCostLittle() {
    let word = String(repeating: "x", count: 100_000)
    #expect(Suggestion.nearest(to: word, in: Self.fields) == nil)
  }
}

struct SourceFileTests {
  @Test func linesAndRanges() {
    let file = SourceFile(path: "a", text: "one\ntwo\r\n\nfour")
    #expect(file.lineStarts == [0, 4, 9, 10])
    #expect([0, 3, 4, 8, 9, 10, 14, 99].map(file.line(at:)) == [0, 0, 1, 1, 2, 3, 3, 3])
    #expect((0..<4).map { file.string(in: file.range(ofLine: $0)) } == ["one", "two", "", "four"])
    #expect(file.string(in: 2..<400) == "e\ntwo\r\n\nfour")
  }

  @Test func columnsCountCharacters() {
    let file = SourceFile(path: "a", text: "é漢👩‍👩‍👧x")
    let offset = file.text.count - 1
    #expect(SourceSpan(file: file, start: offset, end: offset + 1).location.column == 4)
  }

  @Test func aSpanNeverEndsBeforeItStarts() {
    let file = SourceFile(path: "a", text: "abc")
    #expect(SourceSpan(file: file, start: 2, end: 0).end == 2)
  }

  @Test func spansOfDifferentFilesDiffer() {
    let (one, other) = (SourceFile(path: "a", text: "x"), SourceFile(path: "a", text: "x"))
    #expect(SourceSpan(startOf: one) != SourceSpan(startOf: other))
    #expect(SourceSpan(startOf: one) == SourceSpan(startOf: one))
  }

  @Test func placesAreOrderedByFileThenLineThenColumn() {
    let places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 10)]
      .map { Diagnostics.SourceLocation(path: $0.0, line: $0.1, column: $0.2) }
    #expect(places.sorted().map(\.description) == ["a:2:9", "a:2:10", "a:10:1", "b:1:1"])
  }
}
