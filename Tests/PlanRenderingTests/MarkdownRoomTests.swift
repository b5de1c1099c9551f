import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// More room never shows less: of nothing that a page can leave out.
@Suite struct MarkdownRoomTests {
  /// What a page shows.
  private struct Shown: Equatable {
    var differences: Int
    var deletions: Int
    var rows: Int
    var problems: Int
    var items: Int

    init(_ text: String) {
      let reading = MarkdownReading(text)
      differences = reading.prose.count { $0.hasPrefix("#### ") || $0.hasPrefix("<summary>") }
      let lines = reading.blocks.filter { $0.language == "text" }.flatMap(\.lines)
      let named = lines.count { $0.hasPrefix("delete ") || $0.hasPrefix("replace ") }
      let gone = reading.rows.count { $0.hasPrefix("| **") }
      deletions = max(named, gone)
      rows = max(named, reading.rows.count)
      problems = lines.count { $0.hasPrefix("warning[") || $0.hasPrefix("error[") }
      items = reading.prose.count { $0.hasPrefix("- ") && $0.hasSuffix("deletes it") }
    }

    func holds(_ other: Shown) -> Bool {
      differences >= other.differences && deletions >= other.deletions && rows >= other.rows
        && problems >= other.problems && items >= other.items
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>) func moreRoomNeverShowsLess(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (plan, problems) = Self.plan(using: &generator)
    var options = PlanRenderingOptions()
    options.showsFullText = seed.isMultiple(of: 3)
    var before: (size: Int, shown: Shown)?
    var size = MarkdownOptions.smallestSize
    while size < 300_000 {
      let text = Fixtures.markdown(plan, problems: problems, options: options, size: size)
      #expect(text.utf8.count <= size)
      let shown = Shown(text)
      if let before {
        #expect(
          shown.holds(before.shown),
          "\(size) bytes show \(shown), and \(before.size) showed \(before.shown)")
      }
      before = (size, shown)
      size += Int.random(in: 1...(size / 2), using: &generator)
    }
    let gone = plan.changes.count { [.delete, .replace].contains($0.action) }
    #expect(before?.shown.deletions == gone)
    #expect(before?.shown.rows ?? 0 >= plan.changes.count)
  }

  /// A long table leaves room for the smallest differences, and warnings do.
  @Test func aLongTableLeavesRoomForDifferences() {
    let updates = (0..<900).map {
      Fixtures.update(
        "assistant_with_a_long_name_\($0)", [Fixtures.prompt("Be kind.\nAsk.", "Be brief.\nAsk.")])
    }
    let warnings = (0..<200).map {
      Diagnostic(
        "ASST204", .warning, "Another object carries the marker", detail: "assistants.a\($0)",
        at: nil)
    }
    for size in [10_000, 30_000, 65_536] {
      let shown = Shown(
        Fixtures.markdown(Fixtures.plan(updates), problems: warnings, size: size))
      let least = size / 2_000
      #expect(shown.differences >= least && shown.rows >= least && shown.problems >= least)
    }
  }

  /// A command for one resource names all that has to be looked at for it: a replacement, and what is
  /// bound anew with it.
  @Test func whatIsReplacedIsLookedAtTogether() {
    let old = (0..<200).map { "Line \($0) of the prompt." }
    let prompt = Fixtures.prompt(
      old.joined(separator: "\n"), old.map { "\($0) Truly." }.joined(separator: "\n"))
    var changes = ["a", "b", "c"].map { Fixtures.update($0, [prompt]) }
    for index in 0..<2 { changes[index].dependencies = [Fixtures.store("manuals")] }
    changes.append(
      ResourceChange(
        address: Fixtures.store("manuals"), kind: ResourceKind("vector_store"), action: .replace,
        reason: .requested, id: "vs_1"))
    let lines = MarkdownReading(Fixtures.markdown(Fixtures.plan(changes), size: 3_000)).blocks
      .filter { $0.language == "sh" }.flatMap(\.lines)
    let command = "asst plan --target production"
    #expect(
      lines == [
        "\(command) --only assistants.a --only assistants.b --only vector_stores.manuals",
        "\(command) --only assistants.b --only assistants.a --only vector_stores.manuals",
        "\(command) --only assistants.c",
      ])
  }

  /// The longest words that anything may have, at the smallest size.
  @Test func theSmallestSizeIsLargeEnough() {
    let long = String(repeating: "x", count: 40)
    var changes = [Action.delete, .replace, .create, .update, .adopt, .forget].flatMap { action in
      ["assistants", "vector_stores"].flatMap { collection in
        (0..<400).map { number in
          ResourceChange(
            address: Address(collection: collection, key: "\(long)\(number)"),
            kind: ResourceKind("assistant"), action: action, reason: .configurationChanged,
            id: "asst_\(number)")
        }
      }
    }
    changes += (0..<400).map {
      Fixtures.update("\(long)\($0)", [Fixtures.attribute("temperature", 1, 0, cause: .drift)])
    }
    var plan = Fixtures.plan(
      changes, kept: [KeptResource(address: Fixtures.store(long), id: long, isRecorded: true)])
    (plan.project, plan.target) = (long, long)
    plan.outputs = ["OUT": changes[800].address]
    plan.fileDeletions = (0..<50).map { PlannedFileDeletion(id: "file-\($0)", identity: nil) }
    let problem = Diagnostic("ASST204", .warning, "Another", detail: "object", at: nil)
    let command = (0..<20).map { "--exclude assistants.\(long)\($0)" }
    var markdown = MarkdownOptions(command: ["asst plan"] + command)
    markdown.size = MarkdownOptions.smallestSize
    let text = MarkdownPlanRenderer.render(plan, problems: [problem, problem], markdown: markdown)
    #expect(text.utf8.count <= MarkdownOptions.smallestSize)
    #expect(text.contains("asst plan --exclude") && text.contains(" …`"))
  }

  private static func plan(
    using generator: inout SeededGenerator
  ) -> (Plan, [Diagnostic]) {
    let updates = (0..<Int.random(in: 0...25, using: &generator)).map { number in
      let old = (0..<Int.random(in: 1...30, using: &generator)).map { "Line \($0) of \(number)." }
      let new = old.map { Int.random(in: 0..<8, using: &generator) == 0 ? "\($0) Truly." : $0 }
      return Fixtures.update(
        "a\(number)",
        [Fixtures.prompt(old.joined(separator: "\n"), (new + ["End."]).joined(separator: "\n"))])
    }
    let most = Bool.random(using: &generator) ? 20 : 900
    let gone = (0..<Int.random(in: 0...most, using: &generator)).map {
      ResourceChange(
        address: Fixtures.assistant("gone_\($0)"), kind: ResourceKind("assistant"),
        action: $0.isMultiple(of: 5) ? .replace : .delete, reason: .notDeclared, id: "asst_\($0)")
    }
    let kept = (0..<Int.random(in: 0...15, using: &generator)).map {
      KeptResource(address: Fixtures.store("kept_\($0)"), id: "vs_\($0)", isRecorded: true)
    }
    let problems = (0..<Int.random(in: 0...60, using: &generator)).map { number in
      Diagnostic(
        "ASST204", number.isMultiple(of: 7) ? .error : .warning, "Another object \(number)",
        detail: String(
          repeating: "It says so too. ", count: Int.random(in: 1...40, using: &generator)), at: nil)
    }
    return (Fixtures.plan(updates + gone, kept: kept), problems)
  }
}
