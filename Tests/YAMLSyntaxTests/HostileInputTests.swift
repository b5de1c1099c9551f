import Diagnostics
import Testing
import YAMLSyntax

/// Whatever the bytes, parsing returns, and points only into the file.
@Suite struct HostileInputTests {
  static let sample = """
    %YAML 1.2
    ---
    # comment é
    base: &base { a: 1, 'b': "x\\u00e9\\n", c: [1, 2.5, ~] }
    text: |2-
      line 日本 one
      line two
    folded: >
      one

      two
    list:
    - <<: *base
      c: ${var.x}
    - ? key
      : !!str 12
    - "multi
      line 😀"
    - plain
      over lines
    last: *base
    ...

    """

  @Test func theSampleIsValid() {
    #expect(parse(Self.sample).diagnostics.isEmpty)
  }

  @Test func everyTruncation() {
    let bytes = Array(Self.sample.utf8)
    for end in bytes.indices { check(Array(bytes[..<end])) }
  }

  @Test func everyMutation() {
    let bytes = Array(Self.sample.utf8)
    for position in bytes.indices {
      for byte in [0x00, 0x09, 0x0A, 0x0D, 0x20, 0x80, 0xFF] + Array("\"'[{}],:-?&*!|>%@#~.".utf8) {
        var mutated = bytes
        mutated[position] = byte
        check(mutated)
      }
      var shorter = bytes
      shorter.remove(at: position)
      check(shorter)
    }
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: [", "[{", "&a [", "!!seq ["])
  func deepNesting(_ unit: String) {
    let found = parse(String(repeating: unit, count: 100_000)).diagnostics
    #expect(found.count == 1)
    #expect(["ASST006", "ASST017"].contains(found.first?.code ?? ""))
  }

  @Test func aMegabyteOnOneLine() {
    let word = String(repeating: "word ", count: 200_000)
    #expect(parse("a: \(word)end").root?.mapping?["a"]?.value.scalar?.text == word + "end")
    #expect(parse("a: \"\(word)\"").root?.mapping?["a"]?.value.scalar?.text == word)
    #expect(parse(String(repeating: "x", count: 1_000_000) + ": 1").diagnostics.hasErrors)
    let items = String(repeating: "x, ", count: 300_000)
    #expect(parse("[\(items)]").root?.sequence?.count == 300_000)
  }

  @Test(arguments: [
    "\0", "a: \0", "\u{FEFF}", "\u{FEFF}\u{FEFF}", "\n\n\n", " ", "\t", "]", "}", "?", ":", "-",
    "- -",
    "!", "&", "*", "|", ">", "\"", "'", "%", "@", "---\n---", "...", "--- |", "a: |\n \0", "\r",
  ])
  func smallOddities(_ text: String) {
    check(Array(text.utf8))
  }

  private func check(_ bytes: [UInt8]) {
    let (root, diagnostics) = YAMLParser.parse(SourceFile(path: "a.yaml", text: bytes))
    let found = diagnostics.flatMap { [$0.span].compactMap { $0 } + $0.related.map(\.span) }
    for span in found + (root.map(spans) ?? []) {
      let isInside = span.start >= 0 && span.end >= span.start && span.end <= bytes.count
      if !isInside {
        Issue.record("\(span.start)..<\(span.end) is outside of \(bytes.count) bytes")
      }
    }
    for finding in diagnostics {
      if finding.span == nil { Issue.record("\(finding.code) has no place") }
      if !finding.unevenWords.isEmpty { Issue.record("\(finding.code): \(finding.unevenWords)") }
    }
  }
}
