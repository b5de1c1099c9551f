import OrderedCollections
import ProjectConfiguration
package import ResourceModel

/// The JSON Schemas that editors check and complete a project's files with.
package enum EditorSchema: String, Sendable, CaseIterable {
  case manifest
  case resources
  case frontMatter = "front-matter"

  /// The folder beside the manifest that `asst init` and `asst schema --write` put them in. Its name
  /// begins with a dot, so that it is no part of the configuration.
  package static let folder = ".schemas"

  /// The file in that folder.
  package var fileName: String {
    switch self {
    case .manifest: "asst.schema.json"
    case .resources: "resources.schema.json"
    case .frontMatter: "front-matter.schema.json"
    }
  }

  /// What it describes, in a line.
  package var summary: String {
    switch self {
    case .manifest: "\(Manifest.fileName), the manifest of a project"
    case .resources: "The YAML files that declare resources"
    case .frontMatter: "The front matter of a Markdown file that is a resource"
    }
  }

  /// The comment at the top of a file directly in the configuration folder that binds it to the
  /// schema, as yaml-language-server reads it.
  package var modeline: String {
    "# yaml-language-server: $schema=\(Self.folder)/\(fileName)"
  }

  /// The schema as a file: the same text for the same kinds and providers.
  package func text(catalogue: ResourceCatalogue, providers: [String]) -> String {
    JSONWriter.string(document(catalogue: catalogue, providers: providers), .indented) + "\n"
  }

  /// The schema, in draft-07: the dialect that yaml-language-server knows best.
  package func document(catalogue: ResourceCatalogue, providers: [String]) -> JSONValue {
    var document: JSONObject = [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": .string(summary),
      "$comment": "Written by `asst schema`; a newer asst may write another one.",
    ]
    var definitions = SharedDefinitions.all
    switch self {
    case .manifest:
      let manifest = ManifestSchema(catalogue: catalogue, providers: providers)
      document.merge(SchemaWriter().object(manifest.fields, allowsExtensions: true)) { $1 }
    case .resources:
      for schema in catalogue.schemas {
        definitions[schema.kind.name] = .object(Self.resource(schema))
      }
      document.merge(Self.collections(catalogue)) { $1 }
    case .frontMatter:
      for schema in catalogue.schemas {
        guard let fields = ResourceFields(schema).frontMatter else { continue }
        document["description"] = .string(schema.summary)
        document.merge(SchemaWriter(schema).object(fields)) { $1 }
      }
    }
    document["definitions"] = .object(Self.used(definitions, in: .object(document)))
    return .object(document)
  }

  private static func collections(_ catalogue: ResourceCatalogue) -> JSONObject {
    var properties = JSONObject()
    for schema in catalogue.schemas {
      properties[schema.collection] = .object([
        "description": .string(schema.summary),
        "type": ["object", "null"],
        "propertyNames": SchemaWriter.keyNames(.key),
        "patternProperties": SchemaWriter.mergeKeys(),
        "additionalProperties": SharedDefinitions.reference(schema.kind.name),
      ])
    }
    return [
      "type": ["object", "null"],
      "properties": .object(properties),
      "patternProperties": SchemaWriter.mergeKeys(allowsExtensions: true),
      "additionalProperties": false,
    ]
  }

  private static func resource(_ schema: ResourceSchema) -> JSONObject {
    let fields = ResourceFields(schema).fields
    var resource: JSONObject = ["description": .string(schema.summary)]
    resource.merge(SchemaWriter(schema).object(fields)) { $1 }
    if !fields.contains(where: \.isRequired) { resource["type"] = ["object", "null"] }
    return resource
  }

  /// The definitions that the document needs, and those that these need.
  private static func used(_ definitions: JSONObject, in document: JSONValue) -> JSONObject {
    var names: Set<String> = []
    var open = [document]
    while let next = open.popLast() {
      switch next {
      case .object(let members):
        if let name = members["$ref"]?.string.flatMap(SharedDefinitions.name),
          names.insert(name).inserted, let definition = definitions[name]
        {
          open.append(definition)
        }
        open += members.values
      case .array(let items): open += items
      default: break
      }
    }
    return definitions.filter { names.contains($0.key) }
  }
}
