import Testing

@testable import PlanRendering

/// Under which heading a line of a prompt stands.
@Suite struct MarkdownHeadingTests {
  private func headings(_ text: String) -> [Int?] {
    let lines = TextLines(text)
    let headings = MarkdownHeadings(of: lines)
    return (0..<lines.count).map(headings.above)
  }

  @Test func headingsOfBothKinds() {
    #expect(headings("# One\ntext\n\n## Two\nmore") == [nil, 0, 0, 0, 3])
    #expect(headings("One\n===\ntext\n\nTwo\n---\nmore") == [nil, nil, 0, 0, 0, 0, 4])
  }

  @Test func whatOnlyLooksLikeOne() {
    // Rules, ends of paragraphs, lists, tables, code.
    for text in [
      "text\n\n---\nmore", "one\ntwo\n---\nmore", "- item\n---\nmore", "| a |\n---\nmore",
      "```\n# no\nOne\n===\n```\nmore", "#hash\nmore", "---\n---\nmore",
    ] {
      #expect(headings(text).last == .some(nil), "\(text.debugDescription)")
    }
  }
}
