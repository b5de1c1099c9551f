import Diagnostics
import Testing
import YAMLSyntax

/// What is found at the key `here`, wherever it stands.
private func target(in node: YAMLNode) -> YAMLNode? {
  if let entry = node.mapping?["here"] { return entry.value }
  let inner = node.mapping?.entries.map(\.value) ?? node.sequence ?? []
  return inner.lazy.compactMap(target).first
}

/// The text after an edit of the value of `here`; nil when the edit was refused.
private func edited(
  _ text: String, path: String = "a.yaml", _ edit: (YAMLNode) -> SourceEdit?
) throws -> String? {
  let file = SourceFile(path: path, text: text)
  let root = try #require(YAMLParser.parse(file).root)
  guard let edit = edit(try #require(target(in: root))) else { return nil }
  let result = try #require(SourceEdit.apply([edit], to: file))
  let (after, diagnostics) = YAMLParser.parse(SourceFile(path: path, text: result))
  #expect(diagnostics == [] && after != nil)
  return String(decoding: result, as: UTF8.self)
}

struct ScalarEditingTests {
  private func replaced(_ text: String, _ value: NewValue) throws -> String? {
    try edited(text) { .replacing($0, with: value) }
  }

  @Test func quotesStayAsTheyAre() throws {
    #expect(try replaced("here: dict # c\n", .text("object")) == "here: object # c\n")
    #expect(try replaced("{\"here\":\"dict\"}", .text("object")) == "{\"here\":\"object\"}")
    #expect(try replaced("here: str\n", .list(["string", "null"])) == "here: [string, \"null\"]\n")
    #expect(
      try replaced("{\"here\": \"str\"}", .list(["string", "null"]))
        == "{\"here\": [\"string\", \"null\"]}")
    #expect(try replaced("here: \"3\"\n", .literal("3")) == "here: 3\n")
    #expect(try replaced("here: 3\n", .text("3")) == "here: \"3\"\n")
    #expect(
      try replaced("here: a\n", .text("say: \"é\\\"\n")) == "here: \"say: \\\"é\\\\\\\"\\n\"\n")
  }

  @Test func whatDoesNotReadAsItIsWrittenIsRefused() throws {
    #expect(try replaced("x: &a dict\nhere: *a\n", .text("object")) == nil)
    #expect(try replaced("here: &a dict\n", .text("object")) == nil)
    #expect(try replaced("here: \"di\\x63t\"\n", .text("object")) == nil)
    #expect(try replaced("here: |\n  dict\n", .text("object")) == nil)
    #expect(try replaced("here:\n", .text("object")) == nil)
    #expect(try replaced("here: [a]\n", .text("object")) == nil)
  }
}

struct MappingEditingTests {
  private static let member = NewValue.Member("new", .list(["a", "b"]))

  @Test(arguments: [
    ("here: { a: 1 }\n", "here: { a: 1, new: [a, b] }\n"),
    ("here: { a: 1, }\n", "here: { a: 1, new: [a, b], }\n"),
    ("here: {}\n", "here: { new: [a, b] }\n"),
    ("{\"here\": {\"a\": 1}}", "{\"here\": {\"a\": 1, \"new\": [\"a\", \"b\"]}}"),
    (
      "{\n  \"here\": {\n    \"a\": 1\n  }\n}\n",
      "{\n  \"here\": {\n    \"a\": 1,\n    \"new\": [\"a\", \"b\"]\n  }\n}\n"
    ),
    ("here:\n  a: 1 # c\n# d\nx: 2\n", "here:\n  a: 1 # c\n  new: [a, b]\n# d\nx: 2\n"),
    ("here:\n  a:\n  - 1\n  - b: 2", "here:\n  a:\n  - 1\n  - b: 2\n  new: [a, b]"),
    ("here:\r\n  a: 1\r\nx: 2\r\n", "here:\r\n  a: 1\r\n  new: [a, b]\r\nx: 2\r\n"),
    ("here:\n  a: |\n    t\n\nx: 2\n", "here:\n  a: |\n    t\n  new: [a, b]\n\nx: 2\n"),
  ])
  func entryIsAdded(before: String, after: String) throws {
    #expect(try edited(before) { .inserting(Self.member, into: $0) } == after)
  }

  @Test(arguments: [
    ("here: { a: 1 }\n", "here: { new: [a, b], a: 1 }\n"),
    ("here:\n  a: 1\n", "here:\n  new: [a, b]\n  a: 1\n"),
    (
      "{\n  \"here\": {\n    \"a\": 1\n  }\n}\n",
      "{\n  \"here\": {\n    \"new\": [\"a\", \"b\"],\n    \"a\": 1\n  }\n}\n"
    ),
  ])
  func entryIsAddedFirst(before: String, after: String) throws {
    #expect(try edited(before) { .inserting(Self.member, .first, into: $0) } == after)
  }

  @Test func entryIsAddedBehindAnother() throws {
    #expect(
      try edited("here:\n  a:\n    c: 1\n  b: 2\n") {
        .inserting(Self.member, .after("a"), into: $0)
      } == "here:\n  a:\n    c: 1\n  new: [a, b]\n  b: 2\n")
    #expect(
      try edited("here: { a: 1, b: 2 }\n") { .inserting(Self.member, .after("a"), into: $0) }
        == "here: { a: 1, new: [a, b], b: 2 }\n")
  }

  @Test(arguments: [
    "here: { new: 1 }\n", "x: &x { a: 1 }\nhere: *x\n", "here: &x { a: 1 }\n",
    "x: &x { a: 1 }\nhere:\n  <<: *x\n  b: 1\n", "here:\n  ? a\n  : 1\n",
    "here:\n  a: |+\n    t\n\nx: 2\n", "here:\n  a: |\n    t", "here: [a: 1]\n",
  ])
  func insertionIsRefused(text: String) throws {
    #expect(try edited(text) { .inserting(Self.member, into: $0) } == nil)
  }

  @Test(arguments: [
    ("here: { gone: 1 }\n", "here: {}\n"),
    ("here: { gone: 1, a: 2 }\n", "here: { a: 2 }\n"),
    ("here: { a: 2, gone: 1 }\n", "here: { a: 2 }\n"),
    ("here: { a: 2, gone: 1, }\n", "here: { a: 2, }\n"),
    (
      "{\n  \"here\": {\n    \"a\": 1,\n    \"gone\": 2\n  }\n}\n",
      "{\n  \"here\": {\n    \"a\": 1\n  }\n}\n"
    ),
    ("here:\n  a: 1\n  gone: 2 # c\n  b: 3\n", "here:\n  a: 1\n  # c\n  b: 3\n"),
    ("here:\n  a: 1\n  gone: 2 # c", "here:\n  a: 1\n  # c"),
    ("here:\r\n  gone: 2 # c\r\n  b: 3\r\n", "here:\r\n  # c\r\n  b: 3\r\n"),
    ("here:\n  gone:\n    - 1\n  # b\n  b: 3\n", "here:\n  # b\n  b: 3\n"),
    ("here:\n  a: 1\n  gone: 2", "here:\n  a: 1"),
    ("x:\n- here:\n  - gone: 1\n    a: 2\n", nil),
  ])
  func entryIsRemoved(before: String, after: String?) throws {
    #expect(try edited(before) { .removing("gone", from: $0) } == after)
  }

  @Test func entryBehindADashIsRemoved() throws {
    #expect(
      try edited("here:\n  - gone: 1\n    a: 2\n") {
        .removing("gone", from: $0.sequence?[0] ?? $0)
      }
        == "here:\n  - a: 2\n")
    #expect(
      try edited("here:\n  - gone: 1 # c\n    a: 2\n") {
        .removing("gone", from: $0.sequence?[0] ?? $0)
      } == nil)
  }

  @Test(arguments: [
    "here:\n  gone: 1\n", "here:\n  a: 1\n  gone:\n    - 1 # c\n    - 2\n",
    "here: { gone: 1, # c\n  a: 2 }\n", "x: &x { gone: 1 }\nhere: *x\n",
  ])
  func removalIsRefused(text: String) throws {
    #expect(try edited(text) { .removing("gone", from: $0) } == nil)
  }

  @Test func keysAreRenamed() throws {
    #expect(
      try edited("here: { a: 1 }\n") { .renaming("a", to: "b", in: $0) } == "here: { b: 1 }\n")
    #expect(
      try edited("{\"here\": {\"a\": 1}}") { .renaming("a", to: "b", in: $0) }
        == "{\"here\": {\"b\": 1}}")
    #expect(try edited("here: { a: 1, b: 2 }\n") { .renaming("a", to: "b", in: $0) } == nil)
  }
}

struct ListEditingTests {
  /// Two edits that know nothing of each other.
  @Test(arguments: [
    ("here: [a]\n", "here: [a, b, c]\n"),
    ("here:\n  - a # c\n", "here:\n  - a # c\n  - b\n  - c\n"),
    ("here:\n  - a", "here:\n  - a\n  - b\n  - c"), ("here: []\n", nil),
  ])
  func additionsFollowEachOther(before: String, after: String?) throws {
    let file = SourceFile(path: "a.yaml", text: before)
    let node = try #require(YAMLParser.parse(file).root?.mapping?["here"]?.value)
    let edits = ["b", "c"].compactMap { SourceEdit.appending([.text($0)], to: node) }
    let text = SourceEdit.apply(edits, to: file).map { String(decoding: $0, as: UTF8.self) }
    #expect(text == after)
  }

  @Test(arguments: [
    ("here: [a]\n", "here: [a, b, \"no: c\"]\n"),
    ("here: []\n", "here: [b, \"no: c\"]\n"),
    ("here: [\"a\"]\n", "here: [\"a\", \"b\", \"no: c\"]\n"),
    ("here:\n  - a # c\nx: 1\n", "here:\n  - a # c\n  - b\n  - \"no: c\"\nx: 1\n"),
    ("here:\n- a\n", "here:\n- a\n- b\n- \"no: c\"\n"),
    ("here:\n- a: 1\n  b: 2\nx: 1\n", "here:\n- a: 1\n  b: 2\n- b\n- \"no: c\"\nx: 1\n"),
  ])
  func itemsAreAdded(before: String, after: String) throws {
    #expect(try edited(before) { .appending([.text("b"), .text("no: c")], to: $0) } == after)
  }

  @Test(arguments: [
    ("here: [a, b, c]\n", 1, "here: [a, c]\n"), ("here: [a, b, c]\n", 2, "here: [a, b]\n"),
    ("here: [ a ]\n", 0, "here: []\n"), ("here:\n  - a\n  - b # c\n", 1, "here:\n  - a\n  # c\n"),
    ("here:\n- a\n- b\n", 0, "here:\n- b\n"),
  ])
  func itemIsRemoved(before: String, index: Int, after: String) throws {
    #expect(try edited(before) { .removing(index, from: $0) } == after)
  }

  @Test(arguments: ["here: &x [a]\n", "x: &x [a]\nhere: *x\n", "here:\n- - a\n", "here: a\n"])
  func additionIsRefused(text: String) throws {
    #expect(
      try edited(text) { node in
        .appending([.text("b")], to: node.sequence?.first { $0.sequence != nil } ?? node)
      } == nil)
  }
}
