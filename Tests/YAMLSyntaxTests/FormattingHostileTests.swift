import Diagnostics
import Testing
import YAMLSyntax

/// Whatever the bytes, formatting returns: in time, and with the same tree or with a reason.
@Suite struct FormattingHostileTests {
  private func outcome(_ bytes: [UInt8]) -> YAMLFormatter.Outcome {
    YAMLFormatter.format(SourceFile(path: "a.yaml", text: bytes))
  }

  /// Any change of a file that is valid either leaves no YAML, or YAML that can be formatted.
  @Test func everyMutation() {
    let bytes = Array(HostileInputTests.sample.utf8)
    for position in bytes.indices {
      for byte in [0x09, 0x0A, 0x0D, 0x20] + Array("\"[},:-?&*!|#".utf8) {
        var mutated = bytes
        mutated[position] = byte
        check(mutated)
      }
      check(Array(bytes[..<position]))
    }
  }

  private func check(_ bytes: [UInt8]) {
    let file = SourceFile(path: "a.yaml", text: bytes)
    let (before, mistakes) = YAMLParser.parse(file)
    switch YAMLFormatter.format(file) {
    case .unchanged: break
    case .refused(let found):
      // A lone carriage return between nodes is the only thing that is YAML and not formatted.
      if !mistakes.hasErrors, !bytes.contains(0x0D) {
        Issue.record("refused: \(found.map(\.detail))\n\(String(decoding: bytes, as: UTF8.self))")
      }
    case .formatted(let text):
      let after = YAMLParser.parse(SourceFile(path: "a.yaml", text: text)).root
      if before.map(outline) != after.map(outline) {
        Issue.record("changed: \(String(decoding: bytes, as: UTF8.self))")
      }
      guard case .unchanged = outcome(text) else {
        Issue.record("not idempotent: \(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
  }

  @Test func nestingUpToItsLimit() {
    let flow =
      String(repeating: "[", count: YAMLLimits.nesting)
      + String(repeating: "]", count: YAMLLimits.nesting)
    #expect(formatted(flow) == flow + "\n")
    let block = String(repeating: "-   ", count: YAMLLimits.nesting) + "x\n"
    #expect(formatted(block) == String(repeating: "- ", count: YAMLLimits.nesting) + "x\n")
    guard case .refused = outcome(Array(String(repeating: "[", count: 100_000).utf8)) else {
      Issue.record("it was formatted")
      return
    }
  }

  @Test func aliasesThatRepeatTooMuch() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    guard case .refused(let found) = outcome(Array(text.utf8)) else {
      Issue.record("it was formatted")
      return
    }
    #expect(found.map(\.code) == ["ASST011"])
  }

  @Test func oddFiles() {
    #expect(formatted(String(repeating: "# x\n\n\n", count: 10_000)).utf8.count == 50_000 - 1)
    let word = String(repeating: "word ", count: 200_000)
    #expect(formatted("a:   \(word)end\n") == "a: \(word)end\n")
    guard case .refused(let found) = outcome([0x61, 0x3A, 0x20, 0xFF, 0x0A]) else {
      Issue.record("it was formatted")
      return
    }
    #expect(found.map(\.code) == ["ASST001"])
  }

  /// Work that grew with the square of the lines would take far longer than the limit.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "k%:\n    - a: 1   # c\n      b: { x: [1, 2] }\n# above\n\n", "- x # c\n# d\n", "#\n\n",
      "- [a,\n  b] # c\n", "- a: |+\n     x\n\n\n", "- &a% x\n- *a%\n",
    ])
  func manyLines(_ unit: String) {
    let text = (0..<4_000).map { unit.replacing("%", with: "\($0)") }.joined()
    #expect(!formatted(text).hasPrefix("refused"))
  }
}
