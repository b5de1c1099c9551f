import OrderedCollections
import ResourceModel
import Testing

struct NameTests {
  @Test(arguments: [
    ("a", true), ("acme-shop-2", true), (String(repeating: "a", count: 40), true), ("", false),
    (String(repeating: "a", count: 41), false), ("Acme", false), ("a_b", false), ("a.b", false),
    ("é", false), ("a/b", false), ("a b", false), ("a\n", false), ("１", false),
  ])
  func projectAndTargetNames(_ text: String, isName: Bool) {
    #expect(Grammar.isName(text) == isName)
  }

  @Test(arguments: [
    ("a", true), ("Get_order-1", true), (String(repeating: "a", count: 64), true), ("", false),
    (String(repeating: "a", count: 65), false), ("a.b", false), ("é", false), ("a:b", false),
    ("a ", false),
  ])
  func keys(_ text: String, isKey: Bool) {
    #expect(Grammar.isKey(text) == isKey)
  }

  @Test(arguments: [
    ("A_1", true), ("_", true), ("1a", false), ("", false), ("a-b", false), ("é", false),
  ])
  func variableNames(_ text: String, isName: Bool) {
    #expect(Grammar.isVariableName(text) == isName)
  }

  @Test func addresses() {
    let address = Address("vector_stores.product_manuals")
    #expect(address == Address(collection: "vector_stores", key: "product_manuals"))
    #expect(address?.description == "vector_stores.product_manuals")
    for text in [
      "", "assistants", "assistants.", ".a", "assistants.a.b", "assistants.a b", "assistants.é",
    ] {
      #expect(Address(text) == nil, "\(text)")
    }
    #expect(Address(collection: "a", key: "z") < Address(collection: "b", key: "a"))
    #expect(Address(collection: "a", key: "B") < Address(collection: "a", key: "a"))
  }

  @Test func pathsThatPeopleWrite() {
    let schema = ResourceSchema.assistant
    #expect(schema.path(named: "name") == AttributePath("name"))
    #expect(
      schema.path(named: "file_search.vector_stores") == AttributePath("file_search.vector_stores"))
    #expect(schema.path(named: "metadata.a.b") == AttributePath("metadata", key: "a.b"))
    #expect(schema.path(named: "metadata.a.b")?.description == "metadata.a.b")
    #expect(schema.path(named: "metadata") == AttributePath("metadata"))
    for text in ["nome", "metadata.", "name.x", "tools.x", "", "."] {
      #expect(schema.path(named: text) == nil, "\(text)")
    }
    #expect(AttributePath("a") != AttributePath("a", key: ""))
  }

  @Test func pathsAreOrderedAsTheSchemaIs() {
    let paths = [
      AttributePath("metadata", key: "b"), AttributePath("name"),
      AttributePath("metadata", key: "a"),
      AttributePath("model"), AttributePath("unknown"),
    ]
    #expect(
      paths.sorted(by: ResourceSchema.assistant.order).map(\.description)
        == ["name", "model", "metadata.a", "metadata.b", "unknown"])
  }

  @Test func digests() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let digest = Digest(of: [UInt8]())
    #expect(digest.hexadecimal == empty)
    #expect(digest.short == "e3b0c442")
    #expect(digest.description == "sha256:" + empty)
    #expect(Digest(recorded: digest.description) == digest)
    for text in [
      empty, "sha256:", "sha256:\(empty)0", "sha256:" + empty.dropLast(),
      "sha256:" + empty.uppercased(),
      "sha1:" + empty, "sha256: " + empty.dropLast(),
    ] {
      #expect(Digest(recorded: text) == nil, "\(text)")
    }
    #expect(
      Digest(of: ["a": 1, "b": 2.asJSON]) == Digest(of: ["b": 2.asJSON, "a": "1.0".asNumber]))
    #expect(Digest(of: "1" as JSONValue) != Digest(of: 1 as JSONValue))
  }

  @Test func dependencies() {
    func resource(_ key: String, needs keys: String...) -> DesiredResource {
      DesiredResource(
        address: Address(collection: "a", key: key),
        attributes: [
          AttributePath("refs"): DesiredAttribute(
            .references(
              keys.map { .address(Address(collection: "a", key: $0)) } + [.identifier("vs_1")]))
        ])
    }
    func address(_ key: String) -> Address { Address(collection: "a", key: key) }
    let graph = DependencyGraph([
      resource("top", needs: "middle", "gone"), resource("middle", needs: "bottom"),
      resource("bottom"),
      resource("left", needs: "right"), resource("right", needs: "left"),
    ])
    #expect(graph.dependencies(of: address("top")) == [address("middle"), address("gone")])
    #expect(graph.dependencies(of: address("nobody")).isEmpty)
    #expect(
      graph.closure(of: [address("top")])
        == [address("top"), address("middle"), address("bottom"), address("gone")])
    #expect(
      graph.closure(of: [address("left")]) == [address("left"), address("right")], "a circle ends")
    #expect(graph.closure(of: []).isEmpty)
  }
}

extension Int { fileprivate var asJSON: JSONValue { .integer(self) } }
extension String {
  fileprivate var asNumber: JSONValue { .number(JSONNumber(validated: self)) }
}
