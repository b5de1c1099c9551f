import ConfigurationReference
import Diagnostics
import JSONSchema
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

/// What can be said of the schemas without an editor; another validator than ours reads them in
/// `Tests/Interop`.
@Suite struct EditorSchemaTests {
  private static func document(_ schema: EditorSchema) -> JSONValue {
    schema.document(catalogue: .standard, providers: ["assistants-v2"])
  }

  private static let interpolated: JSONValue = ["$ref": "#/definitions/interpolated"]

  private static func walk(_ value: JSONValue, _ visit: (JSONObject) -> Void) {
    switch value {
    case .object(let members):
      visit(members)
      for member in members.values { walk(member, visit) }
    case .array(let items): for item in items { walk(item, visit) }
    default: break
    }
  }

  @Test(arguments: EditorSchema.allCases) func everyReferenceLeadsSomewhere(_ schema: EditorSchema)
  {
    let document = Self.document(schema)
    let definitions = document["definitions"]?.object ?? [:]
    var used: Set<String> = []
    Self.walk(document) { members in
      guard let reference = members["$ref"]?.string else { return }
      #expect(members.count == 1, "draft-07 ignores what stands beside a reference")
      let name = String(reference.dropFirst("#/definitions/".count))
      used.insert(name)
      #expect(definitions[name] != nil, "\(reference)")
    }
    #expect(used == Set(definitions.keys), "nothing is defined in vain")
  }

  @Test(arguments: EditorSchema.allCases) func itIsTheSameEveryTime(_ schema: EditorSchema) {
    let text = schema.text(catalogue: .standard, providers: ["assistants-v2"])
    #expect(text == schema.text(catalogue: .standard, providers: ["assistants-v2"]))
    #expect(text.hasSuffix("}\n"))
  }

  /// A mapping that knows its fields refuses others, and never a merge key.
  @Test(arguments: EditorSchema.allCases) func mappingsAreClosed(_ schema: EditorSchema) {
    var closed = 0
    Self.walk(Self.document(schema)) { members in
      guard members["additionalProperties"] == false else { return }
      closed += 1
      let patterns = members["patternProperties"]?.object?.keys.elements ?? []
      #expect(patterns == ["^<<$"] || patterns == ["^(<<$|x-)"], "\(members.keys)")
    }
    #expect(closed > 1)
  }

  @Test func everyFieldOfAKindIsDescribed() throws {
    let definitions = try #require(Self.document(.resources)["definitions"])
    for schema in ResourceCatalogue.standard.schemas {
      let properties = definitions[schema.kind.name]?["properties"]?.object ?? [:]
      #expect(properties.keys.elements == ResourceFields(schema).fields.map(\.name))
      for (name, property) in properties {
        #expect(property["description"]?.string?.hasSuffix(".") == true, "\(name)")
        #expect(property["markdownDescription"]?.string?.contains("```yaml") == true, "\(name)")
      }
    }
    let manifest = try #require(Self.document(.manifest)["properties"]?.object)
    #expect(manifest.keys.contains("targets") && manifest.keys.contains("rules"))
    let codes = manifest["rules"]?["anyOf"]?.array?.first?["properties"]?.object?.keys.elements
    #expect(codes == RuleIndex.all.map(\.code))
  }

  /// However deep a field stands, an editor says what it is; what a variable stands for, it cannot say.
  @Test(arguments: EditorSchema.allCases) func everyPropertyIsDescribed(_ schema: EditorSchema) {
    var properties = 0
    Self.walk(Self.document(schema)) { members in
      guard members["type"] == "object" || members["type"] == ["object", "null"] else { return }
      for (name, property) in members["properties"]?.object ?? [:]
      where property != Self.interpolated {
        properties += 1
        #expect(property["description"]?.string?.isEmpty == false, "\(name)")
      }
    }
    #expect(properties > 50)
  }

  /// Of a field of the reference, the schema names the default and the words that are allowed.
  @Test func defaultsAndWordsAreThoseOfTheKinds() throws {
    let definitions = try #require(Self.document(.resources)["definitions"])
    var (defaults, words) = (0, 0)
    for schema in ResourceCatalogue.standard.schemas {
      for attribute in schema.attributes where !attribute.isLifted {
        let property = definitions[schema.kind.name]?["properties"]?[attribute.name]
        switch attribute.field.defaults.first {
        case .string?, .number?, .bool?:
          defaults += 1
          #expect(property?["default"] == attribute.field.defaults.first, "\(attribute.name)")
        default: break
        }
        guard case .enumeration(let allowed) = attribute.field.shape else { continue }
        var listed: [JSONValue] = []
        Self.walk(property ?? .null) { listed += $0["enum"]?.array ?? [] }
        words += 1
        #expect(listed.compactMap(\.string) == allowed, "\(attribute.name)")
      }
    }
    #expect(defaults > 1 && words > 0)
  }

  @Test func theBodyIsNoFieldOfFrontMatter() throws {
    let properties = try #require(Self.document(.frontMatter)["properties"]?.object)
    #expect(properties["instructions"] == nil)
    #expect(properties["key"] != nil)
    #expect(properties["model"] != nil)
  }

  /// Structural names are read before any variable has a value.
  @Test func variablesStandWhereTheLoaderTakesThem() throws {
    func takesVariables(_ property: JSONValue?) -> Bool {
      var found = false
      Self.walk(property ?? .null) { members in
        if let name = members["$ref"]?.string, name.hasSuffix("variable") || name.hasSuffix("ated")
        {
          found = found || members.count == 1
        }
      }
      return found
    }
    let manifest = try #require(Self.document(.manifest)["properties"])
    #expect(!takesVariables(manifest["project"]))
    #expect(!takesVariables(manifest["default_target"]))
    #expect(!takesVariables(manifest["formerly"]))
    let assistant = try #require(Self.document(.resources)["definitions"]?["assistant"])
    for name in ["temperature", "model", "tools", "reasoning_effort", "lifecycle"] {
      #expect(takesVariables(assistant["properties"]?[name]), "\(name)")
    }
    #expect(!takesVariables(assistant["properties"]?["formerly"]))
  }

  /// The loader takes no project without a target, and no editor should.
  @Test func aRequiredMappingIsNotEmpty() throws {
    var schema = try #require(Self.document(.manifest).object)
    schema["$schema"] = nil
    let validator = SchemaValidator(.object(schema))
    let target: JSONValue = ["provider": "assistants-v2", "base_url": "http://127.0.0.1:1/v1"]
    #expect(validator.verdict(on: ["project": "shop", "targets": ["local": target]]) == .accepted)
    #expect(validator.verdict(on: ["project": "shop", "targets": [:]]) == .refused)
  }

  /// Any scalar of a resource may be a variable, for the loader as for an editor.
  @Test(arguments: 0..<100) func variablesStandForAnyScalar(_ seed: Int) throws {
    var random = RandomResources(seed: UInt64(seed))
    let document = random.document()
    let all = Self.scalars(in: document)
    let (place, value) = try #require(all.isEmpty ? nil : all[seed * 7 % all.count])
    let changed = Self.replacing(place[...], in: document, with: "${var.x}")
    var files = Files.project
    files.contents["asst.yaml"]? += "variables: { x: \(JSONWriter.string(value)) }\n"
    files.contents["random.yaml"] = JSONWriter.string(changed, .indented)
    let mistakes = files.load().diagnostics.filter { $0.severity == .error && $0.code != "ASST089" }
    #expect(mistakes.isEmpty, "\(place): \(mistakes.map(\.detail))")
    var schema = try #require(Self.document(.resources).object)
    schema["$schema"] = nil
    #expect(SchemaValidator(.object(schema)).verdict(on: changed) != .refused, "\(place)")
  }

  private static func scalars(
    in value: JSONValue, at place: [JSONPointer.Step] = []
  ) -> [([JSONPointer.Step], JSONValue)] {
    switch value {
    case .object(let members):
      members.flatMap { name, member in
        name.hasPrefix("x-") ? [] : scalars(in: member, at: place + [.key(name)])
      }
    case .array(let items):
      items.enumerated().flatMap { scalars(in: $1, at: place + [.index($0)]) }
    case .null: []
    default: [(place, value)]
    }
  }

  private static func replacing(
    _ place: ArraySlice<JSONPointer.Step>, in value: JSONValue, with new: JSONValue
  ) -> JSONValue {
    switch (place.first, value) {
    case (.key(let name), .object(var members)):
      members[name] = members[name].map { replacing(place.dropFirst(), in: $0, with: new) }
      return .object(members)
    case (.index(let index), .array(var items)):
      items[index] = replacing(place.dropFirst(), in: items[index], with: new)
      return .array(items)
    default: return new
    }
  }

  /// What the loader accepts, an editor must not underline.
  @Test(arguments: 0..<200) func randomResourcesAreNotRefused(_ seed: Int) throws {
    var random = RandomResources(seed: UInt64(seed))
    let document = random.document()
    var files = Files.project
    files.contents["random.yaml"] = JSONWriter.string(document, .indented)
    let loaded = files.load()
    // A random resource may be strict about a schema that a host cannot enforce.
    let mistakes = loaded.diagnostics.filter { $0.severity == .error && $0.code != "ASST089" }
    try #require(mistakes.isEmpty, "\(mistakes.map(\.detail))")
    var schema = try #require(Self.document(.resources).object)
    // The keywords are those that both drafts share.
    schema["$schema"] = nil
    #expect(
      SchemaValidator(.object(schema)).verdict(on: document) == .accepted,
      "\(JSONWriter.string(document, .indented))")
  }
}
