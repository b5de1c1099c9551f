import Diagnostics
import Testing

@testable import ProjectConfiguration

/// Prompts that hold a part twice (ASST097), and paths where the prompt should stand (ASST101).
struct PromptTextTests {
  private static let block = (1...6).map {
    "\($0). Rule number \($0) says a thing that no other rule of this prompt has ever said."
  }

  @Test func pastedTwice() throws {
    let text = Self.block.joined(separator: "\n")
    let project = MarkedProject([
      "main.yaml": "assistants: { a: { model: m, instructions: { file: p.md } } }\n",
      "p.md": "Hello.\n\(text)\n\nBetween.\n⟦097 \(Self.block[0])⟧\n"
        + Self.block.dropFirst().joined(separator: "\n\n") + "\n",
    ])
    let finding = try #require(project.check().diagnostics.first)
    #expect(finding.related.map(\.span.location.line) == [2])
    #expect(finding.detail.hasPrefix("6 lines, 4"))
  }

  @Test func pastedTwiceIntoScalars() {
    let indented = Self.block.map { "      \($0)\n" }.joined()
    let first = Self.block[0]
    func project(_ style: String, _ second: String) -> MarkedProject {
      MarkedProject(
        resources: "assistants:\n  a:\n    model: m\n    instructions: \(style)\n"
          + indented + "\n" + second)
    }
    let marked = indented.replacing(first, with: "⟦097 \(first)⟧")
    project("|", marked).check()
    project(">-", marked).check()
    let sentence = Self.block.joined(separator: " ")
    let found = RepeatedBlock.find(in: Array((sentence + " " + sentence).utf8))
    let second = sentence.utf8.count + 1
    #expect(found == RepeatedBlock(first: 0, second: second, lines: 1, share: 49))
  }

  @Test func whatComesAgainInGoodPrompts() {
    let example = "## Example\nUser: how much is it?\nAssistant: It is free.\n```\n{}\n```\n"
    let examples = (1...9).map { "\(example)Number \($0) differs from the others.\n" }.joined()
    #expect(RepeatedBlock.find(in: Array(examples.utf8)) == nil)
    #expect(RepeatedBlock.find(in: Array(Self.block.joined(separator: "\n").utf8)) == nil)
    #expect(RepeatedBlock.find(in: []) == nil)
  }

  /// Quadratic time would take minutes here.
  @Test func longPromptsTakeNoLonger() {
    for line in ["a\n", "a\nb\n", String(repeating: "ab", count: 100) + "\n", "ab "] {
      let text = Array(String(repeating: line, count: 256_000 / line.utf8.count).utf8)
      _ = RepeatedBlock.find(in: text)
    }
  }

  @Test func pathsAreNoPrompts() throws {
    let project = MarkedProject([
      "main.yaml": """
      assistants:
        a: { model: m, instructions: ⟦101 prompts/a.md⟧ }
        b: { model: m, instructions: ⟦101 "./b.txt"⟧ }
        c: { model: m, instructions: Read prompts/a.md }
        d: { model: m, instructions: https://example.org/a.md }
        e: { model: m, instructions: prompts }
        f: { model: m, instructions: { file: prompts/a.md } }
        g:
          model: m
          instructions: |
            ⟦101 ⟧x
      """.replacing("⟦101 ⟧x", with: "see a.md"),
      "prompts/a.md": "Hello.\n",
    ])
    let findings = project.check().diagnostics
    #expect(findings.map { $0.detail.contains("exists") } == [true, false])
    #expect(
      findings.map { $0.fix?.edits.first?.replacement } == [
        "{ file: prompts/a.md }", "{ file: ./b.txt }",
      ])
    #expect(findings.allSatisfy { $0.fix?.edits.first?.span == $0.span })
  }
}
