import OrderedCollections
import ResourceModel
import Testing

/// The schemas say what the protocol says.
struct SchemaTests {
  private static func shape(_ path: String, in schema: ResourceSchema = .assistant) -> ValueShape? {
    schema.attribute(path)?.field.shape
  }

  @Test(
    arguments: [
      ("name", 256), ("description", 512), ("instructions", 256_000), ("model", nil),
    ] as [(String, Int?)])
  func longestTexts(_ name: String, _ maximum: Int?) throws {
    guard case .string(let limits)? = Self.shape(name) else {
      Issue.record("\(name) is no text")
      return
    }
    #expect(limits.maximum == maximum)
    #expect(limits.isProse == (name == "instructions"))
  }

  @Test func rangesOfNumbers() {
    if case .number(let range)? = Self.shape("temperature") {
      #expect(range == 0...2)
    } else {
      Issue.record()
    }
    if case .number(let range)? = Self.shape("top_p") {
      #expect(range == 0...1)
    } else {
      Issue.record()
    }
  }

  @Test func reasoningEfforts() {
    guard case .enumeration(let names)? = Self.shape("reasoning_effort") else {
      Issue.record()
      return
    }
    #expect(names == ["none", "minimal", "low", "medium", "high", "xhigh", "max"])
  }

  @Test func toolsAndWhatTheyUse() {
    guard case .list(.variants(let tools), let maximum)? = Self.shape("tools") else {
      Issue.record()
      return
    }
    #expect(maximum == 128)
    #expect(tools.variants.map(\.name) == ["function", "code_interpreter", "file_search"])
    for lifted in tools.variants.flatMap(\.liftedFields) {
      #expect(ResourceSchema.assistant.attribute(lifted.attribute)?.isLifted == true)
    }
    let search = tools.variants.last?.shape
    if case .integer(let range)? = search?.field("max_num_results")?.shape {
      #expect(range == 1...50)
    } else {
      Issue.record()
    }
    guard case .object(let ranking)? = search?.field("ranking_options")?.shape else {
      Issue.record()
      return
    }
    #expect(ranking.field("score_threshold")?.isRequired == true)
    if case .references(let collection, let maximum)? = Self.shape("file_search.vector_stores") {
      #expect(collection == "vector_stores" && maximum == 1)
    } else {
      Issue.record()
    }
    if case .files(let files)? = Self.shape("code_interpreter.files") {
      #expect(files.maximum == 20)
      #expect(files.chunking == nil)
    } else {
      Issue.record()
    }
  }

  @Test func toolsAreIdentifiedByTypeOrFunctionName() {
    guard case .list(.variants(let tools), _)? = Self.shape("tools") else {
      Issue.record()
      return
    }
    #expect(tools.identity(of: ["type": "function", "function": ["name": "f"]]) == "function f")
    #expect(tools.identity(of: ["type": "file_search", "max_num_results": 1]) == "file_search")
    #expect(tools.identity(of: ["type": "openapi"]) == "openapi")
    #expect(tools.variant(of: ["type": "openapi"]) == nil)
  }

  @Test(arguments: ResourceCatalogue.standard.schemas.map(\.collection))
  func metadataKeepsTwoPairsForItself(collection: String) throws {
    let schema = try #require(ResourceCatalogue.standard.schema(collection: collection))
    #expect(schema.markerAttribute == "metadata")
    guard case .map(let limits)? = Self.shape("metadata", in: schema) else {
      Issue.record()
      return
    }
    #expect(limits.maximumEntries + limits.reservedKeys.count == 16)
    #expect(limits.maximumKeyLength == 64)
    #expect(limits.reservedKeys.keys.sorted() == ["asst", "asst_files"])
    if case .string(let value) = limits.value {
      #expect(value.maximum == 512)
    } else {
      Issue.record()
    }
  }

  @Test func vectorStores() {
    let schema = ResourceSchema.vectorStore
    #expect(schema.attribute("description")?.mutability == .createOnly)
    #expect(
      schema.attributes.filter { $0.mutability == .createOnly }.map(\.name) == ["description"])
    #expect(ResourceSchema.assistant.attributes.allSatisfy { $0.mutability == .mutable })
    guard case .object(let expiry)? = Self.shape("expires_after", in: schema) else {
      Issue.record()
      return
    }
    if case .integer(let days)? = expiry.field("days")?.shape {
      #expect(days == 1...365)
    } else {
      Issue.record()
    }
  }

  /// The letters stand in markers of remote objects: none may ever change its meaning.
  @Test func lettersOfMarkersAreForEver() {
    func letters(_ schema: ResourceSchema) -> [String] {
      schema.attributes.map { "\($0.code) \($0.name)" }
    }
    #expect(
      letters(.assistant) == [
        "n name", "d description", "o model", "i instructions", "t tools",
        "v file_search.vector_stores",
        "f code_interpreter.files", "p temperature", "q top_p", "r response_format",
        "e reasoning_effort", "m metadata",
      ])
    #expect(
      letters(.vectorStore)
        == ["n name", "d description", "x expires_after", "f files", "m metadata"])
    for schema in ResourceCatalogue.standard.schemas {
      #expect(Set(schema.attributes.map(\.code)).count == schema.attributes.count)
      #expect(!schema.attributes.contains { $0.code == "M" }, "the letter of a shared digest")
    }
  }

  @Test func dependenciesComeBeforeDependants() {
    let catalogue = ResourceCatalogue.standard
    #expect(catalogue.schemas.map(\.collection) == ["vector_stores", "assistants"])
    for (index, schema) in catalogue.schemas.enumerated() {
      for attribute in schema.attributes {
        guard case .references(let collection, _) = attribute.field.shape else { continue }
        #expect(catalogue.schemas[..<index].contains { $0.collection == collection })
      }
    }
  }

  /// A default that is not in normal form would never compare equal to itself.
  @Test func defaultsAreInNormalForm() {
    for schema in ResourceCatalogue.standard.schemas {
      for attribute in schema.attributes {
        let path = AttributePath(attribute.name)
        for value in attribute.field.defaults {
          #expect(
            schema.normalForm(value, at: path).isEquivalent(to: schema.normalForm(nil, at: path)))
        }
      }
    }
  }
}
