import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// A comment on a pull request: never too long, never without a deletion, and never obeying a prompt.
@Suite struct MarkdownTests {
  private static let sizes = [MarkdownOptions.smallestSize, MarkdownOptions.usualSize]

  @Test(arguments: 0..<24 as Range<UInt64>) func everyPlanFitsAndIsInert(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let plan = HostileWords.plan(using: &generator)
    let problem = Diagnostic(
      "ASST204", .warning, "Another object", detail: HostileWords.text(using: &generator),
      help: HostileWords.text(using: &generator), at: nil)
    let problems = Array(repeating: problem, count: Int.random(in: 0...40, using: &generator))
    let some = Int.random(in: MarkdownOptions.smallestSize...40_000, using: &generator)
    for size in Self.sizes + [some] {
      let text = Fixtures.markdown(
        plan, problems: problems,
        options: PlanRenderingOptions(showsFullText: seed % 2 == 0), size: size)
      #expect(text.utf8.count <= size)
      #expect(text.hasPrefix("<!-- asst plan: acme-shop/production -->\n"))
      expectInert(text)
      expectDeletions(of: plan, in: text, size: size)
    }
  }

  private func expectInert(_ text: String) {
    #expect(text.unicodeScalars.allSatisfy { !TerminalSafety.isHostile($0) })
    let reading = MarkdownReading(text)
    #expect(!reading.endsInBlock)
    for block in reading.blocks where block.language == "diff" {
      for line in block.lines where !line.isEmpty && line != "+" && line != "-" {
        let starts = ["+ ", "- ", "  ", "@@ "].contains {
          line.unicodeScalars.starts(with: $0.unicodeScalars)
        }
        #expect(starts, "\(line)")
      }
    }
    let ours = ["<!-- asst plan: acme-shop/production -->", "<details>", "</details>", "<summary>"]
    for line in reading.prose {
      let isOurs = ours.contains { line.hasPrefix($0) }
      #expect(isOurs || !line.contains("<"), "\(line)")
      for mark in ["@", "`", "http", "www", "](", "![", "$", ":smile", "_", "&", "~"]
      where !line.hasPrefix("<summary>") {
        #expect(!line.contains(mark), "\(mark) in \(line)")
      }
      let heading = ["### ", "#### "].contains { line.hasPrefix($0) }
      #expect(heading || !line.contains("#"), "\(line)")
    }
    for row in reading.rows { #expect(MarkdownReading.cells(in: row) == 4, "\(row)") }
    #expect(reading.prose.count { $0 == "<details>" } == reading.prose.count { $0 == "</details>" })
  }

  /// Each deleted address is there; only where all of them together have no room they are counted.
  private func expectDeletions(of plan: Plan, in text: String, size: Int) {
    let gone = plan.changes.filter { [.delete, .replace].contains($0.action) }.map(\.address)
    let addresses = (gone + plan.fileDeletions.map(\.address)).map {
      TerminalSafety.visibleOnOneLine($0.description)
    }
    if text.contains("**Not even the addresses") || text.contains("Not even all addresses") {
      let named = MarkdownReading(text).blocks.filter { $0.language == "text" }.flatMap(\.lines)
        .count { $0.hasPrefix("delete ") || $0.hasPrefix("replace ") }
      let counted = text.matches(of: /(\d+) × [^,.;]*: (?:delete|replace)/).reduce(0) {
        $0 + (Int($1.1) ?? 0)
      }
      #expect(named + counted == addresses.count)
      let list = addresses.reduce(0) { $0 + $1.utf8.count + 9 }
      #expect(list + 3_000 > size, "\(list) bytes would have had room in \(size)")
    } else {
      let words = text.replacing("\\|", with: "|").replacing("\\u{7C}", with: "\\|")
      for address in addresses where address.count <= 100 {
        #expect(words.contains(address) || text.contains(address), "\(address)")
      }
    }
  }

  @Test func deletionsAreCountedWhereNotEvenTheirAddressesHaveRoom() {
    let deleted = (0..<2_000).map {
      ResourceChange(
        address: Fixtures.assistant("gone_\($0)"), kind: ResourceKind("assistant"),
        action: .delete, reason: .notDeclared, id: "asst_\($0)")
    }
    let plan = Fixtures.plan(deleted + [Fixtures.update("sales", [BarTests.word])])
    let small = Fixtures.markdown(plan, size: MarkdownOptions.smallestSize)
    let first = small.matches(of: /\ndelete assistants\.gone_/).count
    #expect(first > 20)
    #expect(small.contains("And \(2_000 - first) × assistants: delete, 1 × assistants: update"))
    #expect(small.contains("asst plan --target production"))
    let usual = Fixtures.markdown(plan)
    #expect((0..<2_000).allSatisfy { usual.contains("delete assistants.gone_\($0)\n") })
    let large = Fixtures.markdown(plan, size: 1_048_576)
    #expect(large.contains("| **delete** | `assistants.gone_1999` |"))
    #expect(large.contains("Refunds take {+7+} days"))
  }

  /// A list in a prompt is no list of changes.
  @Test func signsOfAPromptNeverStandInTheFirstColumn() {
    let old = ["- one", "+ two", "- three", "@@ four @@", "-", "+"].joined(separator: "\n")
    let plan = Fixtures.plan([
      Fixtures.update("sales", [Fixtures.prompt(old, old.replacing("three", with: "3"))])
    ])
    let lines = MarkdownReading(Fixtures.markdown(plan)).blocks.flatMap(\.lines)
    #expect(lines.filter { $0.hasPrefix("-") } == ["- - [-three-]"])
    #expect(lines.filter { $0.hasPrefix("+") } == ["+ - {+3+}"])
    #expect(lines.count { $0.hasPrefix("@@") } == 1)
    #expect(lines.contains("  @@ four @@"))
  }

  @Test(arguments: [1, 3, 41, 500, 70_000]) func noRunOfBackticksEndsABlock(length: Int) {
    let run = String(repeating: "`", count: length)
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales",
        [
          Fixtures.prompt("a\n\(run)\nb", "a\n\(run)\nc"),
          Fixtures.attribute("name", .string(run), .string("\(run) ")),
        ]), Fixtures.update("other", [BarTests.word]),
    ])
    let text = Fixtures.markdown(plan)
    #expect(text.utf8.count <= MarkdownOptions.usualSize)
    let reading = MarkdownReading(text)
    #expect(!reading.endsInBlock)
    #expect(!reading.prose.contains { $0.contains("`") })
    #expect(text.contains("Refunds take {+7+} days"))
  }

  /// What the tools that people come from cannot put into one comment.
  @Test func nineLongPromptsHaveRoomAndTheSmallestComeFirst() throws {
    let prompts = (1...9).map { number in
      let old = (1...160).map { "Line \($0) of prompt \(number): answer with care and be kind." }
      let new = old.enumerated().map { index, line in
        index % (80 / number) == 0 ? line.replacing("kind", with: "brief") : line
      }
      return Fixtures.update(
        "a\(number)",
        [Fixtures.prompt(old.joined(separator: "\n"), new.joined(separator: "\n"))])
    }
    let text = Fixtures.markdown(Fixtures.plan(prompts.reversed()))
    #expect(text.utf8.count <= MarkdownOptions.usualSize)
    #expect(!text.contains("no room"))
    let places = (1...9).compactMap { number in
      ["#### update `assistants.a\(number)`", "<summary>update assistants.a\(number) ("]
        .compactMap { text.firstRange(of: $0)?.lowerBound }.first
    }
    #expect(places.count == 9 && places == places.sorted())
    #expect(text.contains("<details>"))

    let small = Fixtures.markdown(Fixtures.plan(prompts.reversed()), size: 16_000)
    #expect(small.utf8.count <= 16_000)
    #expect(small.contains("more differences have no room here"))
    #expect(small.contains("asst plan --target production --only assistants.a9"))
    #expect((1...9).allSatisfy { small.contains("| update | `assistants.a\($0)` |") })
  }

  @Test func aLineOfAQuarterMillionCharacters() {
    let start = String(repeating: "All is well and good. ", count: 6_000)
    let plan = Fixtures.plan([
      Fixtures.update("sales", [Fixtures.prompt(start + "five " + start, start + "seven " + start)])
    ])
    let text = Fixtures.markdown(plan)
    #expect(text.utf8.count < 3_000)
    #expect(text.contains("five") && text.contains("seven"))
  }

  /// Every page that a reviewer may meet, with the words that would break it.
  @Test func hostileWords() throws {
    let words =
      "@everyone #1 </details> <!-- --> | `x` ```\u{1B}[31m ![a](https://x.example) :smile:"
    var sales = Fixtures.update(
      "sales", id: words,
      [
        Fixtures.prompt(
          "# A\n\n- one\n```\ncode \(words)\n```\n</details>\n@everyone",
          "# A\n\n- 1\n````\ncode \(words)\n````\n</details>\n@nobody"),
        AttributeChange(
          path: AttributePath("metadata", key: "a|b\\|c`"), before: "x|y", after: .value("`"),
          cause: .changed),
      ])
    sales.notes = [AttributeNote(path: AttributePath("name"), observed: .string(words))]
    var moved = Fixtures.update("moved", id: "asst_moved", reason: .markerMoved, [])
    moved.previousPlace = words
    var deleted = ResourceChange(
      address: Fixtures.assistant("old"), kind: ResourceKind("assistant"), action: .delete,
      reason: .notDeclared, id: "asst_old")
    deleted.attributes = [Fixtures.attribute("name", .string(words), .null)]
    let file = SourceFile(path: "assistants/a|b.yaml", text: "a: \"\(words)\"\n")
    var plan = Fixtures.plan(
      [sales, moved, deleted],
      kept: [KeptResource(address: Fixtures.store("spare"), id: words, isRecorded: true)])
    plan.fileDeletions = [
      PlannedFileDeletion(
        id: "file-1",
        identity: FileIdentity(name: "a|b \(words)", content: Digest(of: .string("")))),
      PlannedFileDeletion(id: "file-2", identity: nil),
    ]
    try Golden.check(
      "markdown-hostile",
      markdown: Fixtures.markdown(
        plan,
        problems: [
          Diagnostic(
            "ASST204", .warning, "Another object carries the marker of this resource",
            detail: "assistants.sales is asst_1; \(words) says so too.", help: "Delete `\(words)`.",
            at: SourceSpan(file: file, start: 3, end: 8))
        ]))
  }

  @Test func whatHasNoRoom() throws {
    let prompts = (1...9).map { number in
      let old = (1...160).map { "Line \($0) of prompt \(number)." }
      return Fixtures.update(
        "a\(number)",
        [
          Fixtures.prompt(
            old.joined(separator: "\n"),
            old.map { $0.replacing("\(number).", with: "\(number)!") }.joined(separator: "\n"))
        ])
    }
    let small = [Fixtures.update("word", [BarTests.word])]
    try Golden.check(
      "markdown-limited", markdown: Fixtures.markdown(Fixtures.plan(prompts + small), size: 16_000))
    for (name, count) in [("markdown-addresses", 60), ("markdown-counted", 300)] {
      let deleted = (0..<count).map {
        ResourceChange(
          address: Fixtures.assistant("gone_\($0)"), kind: ResourceKind("assistant"),
          action: .delete, reason: .notDeclared, id: "asst_\($0)")
      }
      try Golden.check(
        name, markdown: Fixtures.markdown(Fixtures.plan(small + deleted), size: 3_000))
    }
  }

  @Test func namesThatAreNoneCannotEndTheHiddenLine() {
    var plan = Fixtures.plan([])
    plan.project = "--><b>"
    plan.target = "a\nb"
    #expect(Fixtures.markdown(plan).hasPrefix("<!-- asst plan: --??b?/a?b -->\n"))
  }

  @Test func errorsLeaveNoPlan() {
    let error = Diagnostic("ASST338", "No answer", detail: "It did not answer.", at: nil)
    let text = Fixtures.markdown(Fixtures.plan([]), problems: [error])
    #expect(text.contains("### No plan for"))
    #expect(text.contains("error[ASST338]: No answer"))
    #expect(!text.contains("No changes"))
  }

  @Test func onlyDrift() throws {
    let plan = Fixtures.plan([
      Fixtures.update("a", [BarTests.word]),
      Fixtures.update(
        "b", reason: .changedOutside, [Fixtures.attribute("temperature", 1, 0, cause: .drift)]),
    ])
    var options = PlanRenderingOptions()
    options.showsOnlyDrift = true
    let text = Fixtures.markdown(plan, options: options)
    #expect(text.contains("### Drift at"))
    #expect(text.contains("1 changed outside, 0 gone, of 2"))
    #expect(!text.contains("Refunds"))
  }
}
