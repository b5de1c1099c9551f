import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// What the schemas say in many places, once.
enum SharedDefinitions {
  static let variable = "variable"
  static let interpolated = "interpolated"
  static let file = "file"
  static let jsonSchema = "json_schema"

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/" + name)] }

  /// The definition that a reference names.
  static func name(_ reference: String) -> String? {
    let prefix = "#/definitions/"
    return reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : nil
  }

  static var all: JSONObject {
    [
      variable: [
        "description": "A variable alone: the value takes its type.",
        "type": "string", "pattern": "^\\$\\{var\\.[A-Za-z_][A-Za-z0-9_]*\\}$",
      ],
      interpolated: [
        "description": "Text with a variable in it: limits are those of what comes out.",
        "type": "string", "pattern": "\\$\\{",
      ],
      file: .object(
        SchemaWriter.described(
          .object(SchemaWriter().object(InclusionFields.shape.fields)),
          "The value stands in a file of its own.")),
      jsonSchema: toolSchema,
    ]
  }

  /// The keywords that tool schemas are made of. A reference to the meta-schema itself would need the
  /// network, and would not know variables.
  private static var toolSchema: JSONValue {
    let schema = reference(jsonSchema)
    let map: JSONValue = ["type": "object", "additionalProperties": schema]
    let schemas: JSONValue = ["type": "array", "items": schema]
    let text: JSONValue = ["type": "string"]
    let names: JSONValue = ["type": "array", "items": text]
    let count: JSONValue = [
      "anyOf": [["type": "integer", "minimum": 0], reference(variable)]
    ]
    let number: JSONValue = ["anyOf": [["type": "number"], reference(variable)]]
    let flag: JSONValue = ["anyOf": [["type": "boolean"], reference(variable)]]
    let properties: [(String, String, JSONValue)] = [
      ("type", "The JSON type of the value, or a list of them.", types),
      ("description", "What the value is; the model reads this.", text),
      ("properties", "The members of an object, by name.", map),
      ("required", "The members that have to be there.", names),
      (
        "additionalProperties", "Whether, or how, an object may have other members.",
        ["anyOf": [["type": "boolean"], schema, reference(variable)]]
      ),
      ("items", "The members of a list.", schema),
      ("enum", "The values that are allowed.", ["type": "array"]),
      ("const", "The only value that is allowed.", true),
      ("default", "What is assumed when the value is left out.", true),
      ("examples", "Values as they may be.", ["type": "array"]),
      ("title", "A short name.", text),
      ("format", "What a text stands for: `date`, `email`, `uuid`.", text),
      ("pattern", "A regular expression for a text.", text),
      ("minLength", "The fewest characters.", count),
      ("maxLength", "The most characters.", count),
      ("minimum", "The smallest number.", number),
      ("maximum", "The largest number.", number),
      ("exclusiveMinimum", "Numbers are larger than this.", number),
      ("exclusiveMaximum", "Numbers are smaller than this.", number),
      ("multipleOf", "Numbers are multiples of this.", number),
      ("minItems", "The fewest members of a list.", count),
      ("maxItems", "The most members of a list.", count),
      ("uniqueItems", "Whether no member of a list stands twice.", flag),
      ("prefixItems", "The first members of a list, one by one.", schemas),
      ("anyOf", "At least one of these fits.", schemas),
      ("oneOf", "Exactly one of these fits.", schemas),
      ("allOf", "All of these fit.", schemas),
      ("not", "This does not fit.", schema),
      ("$ref", "Another schema in this one: `#/$defs/NAME`.", text),
      ("$defs", "Schemas that references name.", map),
    ]
    let described = properties.map { name, words, value -> (String, JSONValue) in
      (name, .object(SchemaWriter.described(value, words)))
    }
    return [
      "description": "A JSON Schema.",
      "type": ["object", "boolean"],
      "properties": .object(JSONObject(uniqueKeysWithValues: described)),
    ]
  }

  private static var types: JSONValue {
    let names: JSONValue = [
      "string", "number", "integer", "boolean", "object", "array", "null",
    ]
    return [
      "anyOf": [
        ["enum": names],
        ["type": "array", "items": ["anyOf": [["enum": names], reference(interpolated)]]],
        reference(interpolated),
      ]
    ]
  }
}
