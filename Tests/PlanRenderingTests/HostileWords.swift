import OrderedCollections
import Planning
import ResourceModel
import TestSupport

/// Text that would do something in Markdown, HTML or a terminal if it were not held in code.
enum HostileWords {
  static let pieces = [
    "`", "``", "```", "````", "\n```\n", "\n~~~~\n", "|", "\\|", "\\", "</details>", "</summary>",
    "<!-- -->", "-->", "<img src=x onerror=y>", "<a href=\"//x.example\">", "&lt;b&gt;",
    "@everyone",
    "@acme/team", "#1", "acme/shop#2", "https://x.example", "www.x.example", "me@x.example",
    "![a](https://x.example/a.png)", "[a](b)", "[a]: b", ":smile:", "$x$", "**b**", "_i_",
    "\n# h\n",
    "\n- item\n", "\n+ item\n", "\n@@ -1 +1 @@\n", "\n> quote\n", "\n| a | b |\n|---|---|\n",
    "\n---\n",
    "\u{1B}[31m", "\u{202E}", "\u{200F}", "\u{0}", "\r", "\r\n", "\n", "\n\n", "\t", " ", "  ",
    "\u{A0}",
    "\u{2028}", "\u{85}", "日本", "é", "👩‍👩‍👧", "word", "12", "0a1b2c3d4e5f",
  ]

  static func text(_ most: Int = 12, using generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...most, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  /// A plan of every action, with such text wherever text of others can stand.
  static func plan(using generator: inout SeededGenerator) -> Plan {
    let deletions = [0, 2, 40, 400].randomElement(using: &generator) ?? 0
    var changes = (0..<Int.random(in: 0...14, using: &generator)).map {
      change("r\($0)", using: &generator)
    }
    changes += (0..<deletions).map { index in
      var change = ResourceChange(
        address: Fixtures.assistant("deleted_\(index)"), kind: ResourceKind("assistant"),
        action: .delete, reason: .notDeclared, id: text(using: &generator))
      change.attributes = [
        Fixtures.attribute("name", .string(text(using: &generator)), .null),
        Fixtures.attribute("model", "m", .null),
      ]
      return change
    }
    var plan = Fixtures.plan(
      changes,
      kept: (0..<Int.random(in: 0...30, using: &generator)).map {
        KeptResource(
          address: Fixtures.store("kept_\($0)"), id: text(using: &generator),
          isRecorded: $0 % 2 == 0)
      }, outputs: ["AN_ID": Fixtures.assistant("r0")])
    plan.fileDeletions = (0..<Int.random(in: 0...5, using: &generator)).map {
      PlannedFileDeletion(
        id: "file-\($0)\(text(using: &generator))",
        identity: FileIdentity(
          name: "f\($0)\(text(using: &generator)).md", content: Digest(of: .string("\($0)"))))
    }
    return plan
  }

  private static func change(
    _ key: String, using generator: inout SeededGenerator
  ) -> ResourceChange {
    let actions: [Action] = [.create, .update, .update, .update, .replace, .adopt, .forget, .noOp]
    let causes: [AttributeChange.Cause] = [.changed, .drift, .conflict, .reset, .reordered]
    let action = actions.randomElement(using: &generator) ?? .update
    let before = { (value: JSONValue) in action == .create ? nil : value }
    let cause = action == .create ? .changed : causes.randomElement(using: &generator) ?? .changed
    let long = Bool.random(using: &generator) ? 60 : 4
    var change = Fixtures.update(key, id: text(using: &generator), [])
    change.action = action
    change.reason =
      [.configurationChanged, .changedOutside, .markerMoved, .markerMissing]
      .randomElement(using: &generator) ?? .configurationChanged
    change.previousPlace = text(using: &generator)
    change.source = Fixtures.place(text(4, using: &generator), 3)
    change.attributes = [
      Fixtures.prompt(text(long, using: &generator), text(long, using: &generator), cause: cause),
      Fixtures.attribute(
        "name", before(.string(text(3, using: &generator))), .string(text(3, using: &generator)),
        cause: cause),
      Fixtures.attribute(
        "tools", before([Fixtures.function(text(using: &generator))]),
        [Fixtures.search(price: .string(text(using: &generator)), required: ["query"])],
        cause: cause),
      AttributeChange(
        path: AttributePath("metadata", key: text(3, using: &generator)),
        before: before(.string(text(2, using: &generator))),
        after: .value(.string(text(2, using: &generator))), cause: cause),
      Fixtures.attribute(
        "response_format", before(.object([text(2, using: &generator): 1])),
        .object([text(2, using: &generator): 1]), cause: cause),
    ].filter { _ in Bool.random(using: &generator) }
    if Bool.random(using: &generator) {
      change.notes = [
        AttributeNote(
          path: AttributePath("description"), observed: .string(text(using: &generator)))
      ]
      change.held = [
        Fixtures.prompt(text(using: &generator), text(using: &generator), cause: .drift)
      ]
    }
    return change
  }
}
