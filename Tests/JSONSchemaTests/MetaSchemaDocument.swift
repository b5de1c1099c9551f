import JSONSchema
import OrderedCollections
import ResourceModel

/// The meta-schema as the specification gives it, a schema like any other.
enum MetaSchemaDocument {
  static let names = [
    "schema", "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation",
    "content",
  ]

  /// With all its vocabularies inside, so that no reference leads out of the document.
  static func validator() throws -> SchemaValidator {
    var parts = JSONObject()
    for name in names { parts[name] = try SuiteFile.json("MetaSchema/\(name).json") }
    return SchemaValidator(["$id": "urn:all", "$ref": .string(identifier), "$defs": .object(parts)])
  }

  private static let identifier = "https://json-schema.org/draft/2020-12/schema"
}
