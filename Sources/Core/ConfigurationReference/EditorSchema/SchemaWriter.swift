import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// Fields and shapes as JSON Schema: what the loader accepts as it is written, not what it becomes.
struct SchemaWriter {
  /// Attributes that are written inside another field, by name.
  private let lifted: [String: FieldSchema]

  init(_ schema: ResourceSchema? = nil) {
    lifted = Dictionary(
      (schema?.attributes ?? []).filter(\.isLifted).map { ($0.name, $0.field) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Objects

  func object(_ fields: [FieldSchema], allowsExtensions: Bool = false) -> JSONObject {
    var properties = JSONObject()
    for field in fields { properties[field.name] = self.field(field) }
    var object = Self.closed(
      properties, required: fields.filter(\.isRequired).map(\.name),
      allowsExtensions: allowsExtensions)
    let companions = fields.compactMap { field in
      field.companion.map { (field.name, JSONValue.array([.string($0)])) }
    }
    if !companions.isEmpty {
      object["dependencies"] = .object(JSONObject(uniqueKeysWithValues: companions))
    }
    return object
  }

  private static func closed(
    _ properties: JSONObject, required: [String], allowsExtensions: Bool = false
  ) -> JSONObject {
    var object: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { object["required"] = .array(required.map(JSONValue.string)) }
    object["patternProperties"] = mergeKeys(allowsExtensions: allowsExtensions)
    object["additionalProperties"] = false
    return object
  }

  /// Merge keys are part of YAML and not of a mapping's fields; where they are left standing, they are
  /// no mistake. As a pattern they are not proposed as a field.
  static func mergeKeys(allowsExtensions: Bool = false) -> JSONValue {
    [allowsExtensions ? "^(<<$|x-)" : "^<<$": true]
  }

  static func keyNames(_ form: TextForm) -> JSONValue {
    ["pattern": .string("^(<<|\(form.expression))$")]
  }

  // MARK: - Fields

  private func field(_ field: FieldSchema) -> JSONValue {
    let choices = choices(
      field.shape, field.indirection, isNullable: field.isNullable, isRequired: field.isRequired)
    var schema = Self.described(Self.any(of: choices), FieldWords.sentence(field.summary))
    schema["markdownDescription"] = .string(FieldWords.markdown(field))
    switch field.defaults.first {
    case nil, .null?, .object?, .array?: break
    case let value?: schema["default"] = value
    }
    return .object(schema)
  }

  /// A reference's siblings are ignored in draft-07, so that it stands in a list of its own.
  static func described(_ schema: JSONValue, _ words: String) -> JSONObject {
    var described: JSONObject = ["description": .string(words)]
    guard let members = schema.object else { return described }
    described.merge(members["$ref"] == nil ? members : ["allOf": [schema]]) { $1 }
    return described
  }

  private static func any(of choices: [JSONValue]) -> JSONValue {
    choices.count == 1 ? choices[0] : ["anyOf": .array(choices)]
  }

  // MARK: - Shapes

  /// The forms that a value may be written in.
  private func choices(
    _ shape: ValueShape, _ indirection: FieldSchema.Indirection, isNullable: Bool = false,
    isRequired: Bool = false
  ) -> [JSONValue] {
    var choices = plainChoices(shape, indirection, isRequired: isRequired)
    if indirection == .files {
      if case .map = shape {
      } else {
        choices.append(SharedDefinitions.reference(SharedDefinitions.file))
      }
    }
    if isNullable { choices.append(["type": "null"]) }
    return choices.reduce(into: []) { unique, choice in
      if !unique.contains(choice) { unique.append(choice) }
    }
  }

  private func plainChoices(
    _ shape: ValueShape, _ indirection: FieldSchema.Indirection, isRequired: Bool = false
  ) -> [JSONValue] {
    let variable: [JSONValue] =
      indirection == .none ? [] : [SharedDefinitions.reference(SharedDefinitions.variable)]
    let interpolated: [JSONValue] =
      indirection == .none ? [] : [SharedDefinitions.reference(SharedDefinitions.interpolated)]
    switch shape {
    case .string(let limits):
      let (schema, isLimited) = Self.string(limits, indirection)
      return [schema] + (isLimited ? interpolated : [])
    case .number(let range): return [.object(Self.number(range))] + variable
    case .integer(let range):
      return [
        [
          "type": "integer", "minimum": .integer(range.lowerBound),
          "maximum": .integer(range.upperBound),
        ]
      ] + variable
    case .boolean: return [["type": "boolean"]] + variable
    case .enumeration(let words):
      return [["type": "string", "enum": .array(words.map(JSONValue.string))]] + interpolated
    case .object(let shape): return [.object(object(shape.fields))]
    case .list(let element, let maximum):
      return [list(of: choices(element, indirection), maximum: maximum)]
    case .map(let limits): return [map(limits, indirection, isRequired: isRequired)]
    case .variants(let shape): return variants(shape)
    case .either(let shapes):
      return shapes.flatMap { plainChoices($0, indirection) }
    case .jsonSchema: return [SharedDefinitions.reference(SharedDefinitions.jsonSchema)]
    case .references(_, let maximum):
      let one: [JSONValue] =
        [
          [
            // A key may look like a number.
            "not": ["type": ["object", "array", "null"]],
            "pattern": .string("^(\(TextForm.key.expression))$"),
          ]
        ] + interpolated + [.object(object(ReferenceFields.shape.fields))]
      return [list(of: one, maximum: maximum)] + one
    case .files(let shape):
      let one: [JSONValue] = [
        ["type": "string"], .object(object(FileFields.entry(shape).fields)),
      ]
      return [list(of: one, maximum: shape.maximum)] + one
    }
  }

  /// The schema of a text, and whether it limits what the text may be.
  private static func string(
    _ limits: StringLimits, _ indirection: FieldSchema.Indirection
  ) -> (JSONValue, isLimited: Bool) {
    var schema: JSONObject =
      indirection == .environment
      ? ["not": ["type": ["object", "array", "null"]]] : ["type": "string"]
    if limits.minimum > 0 { schema["minLength"] = .integer(limits.minimum) }
    if let maximum = limits.maximum { schema["maxLength"] = .integer(maximum) }
    let expression = limits.pattern?.rawValue ?? limits.form?.expression
    if let expression, expression != TextForm.path.expression {
      schema["pattern"] = .string("^(\(expression))$")
    } else if indirection == .none {
      schema["not"] = SharedDefinitions.reference(SharedDefinitions.interpolated)
    }
    return (.object(schema), schema.count > 1)
  }

  private static func number(_ range: ClosedRange<Double>) -> JSONObject {
    var schema: JSONObject = ["type": "number"]
    if range != -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude {
      schema["minimum"] = number(range.lowerBound)
      schema["maximum"] = number(range.upperBound)
    }
    return schema
  }

  /// `2` rather than `2.0`.
  private static func number(_ value: Double) -> JSONValue {
    JSONNumber(value).map { .number(JSONNumber(validated: $0.canonicalText)) } ?? .null
  }

  private func list(of element: [JSONValue], maximum: Int) -> JSONValue {
    var schema: JSONObject = ["type": "array", "items": Self.any(of: element)]
    if maximum != .max { schema["maxItems"] = .integer(maximum) }
    return .object(schema)
  }

  /// The keys of a kind's own maps can be given back with null.
  private func map(
    _ limits: MapLimits, _ indirection: FieldSchema.Indirection, isRequired: Bool
  ) -> JSONValue {
    var schema: JSONObject = ["type": "object"]
    if isRequired { schema["minProperties"] = 1 }
    if limits.maximumEntries != .max { schema["maxProperties"] = .integer(limits.maximumEntries) }
    var names = limits.keys.flatMap { Self.keyNames($0).object } ?? JSONObject()
    if limits.maximumKeyLength != .max {
      names["minLength"] = 1
      names["maxLength"] = .integer(limits.maximumKeyLength)
    }
    if !limits.reservedKeys.isEmpty {
      names["not"] = ["enum": .array(limits.reservedKeys.keys.sorted().map(JSONValue.string))]
    }
    if !names.isEmpty { schema["propertyNames"] = .object(names) }
    schema["patternProperties"] = Self.mergeKeys()
    schema["additionalProperties"] = Self.any(
      of: choices(limits.value, indirection, isNullable: indirection == .files))
    return .object(schema)
  }

  // MARK: - Variants

  private func variants(_ shape: VariantShape) -> [JSONValue] {
    let written = shape.variants.map { JSONValue.object(variant($0, of: shape)) }
    // Which one a variable means, an editor cannot know.
    let unknown: JSONValue = [
      "type": "object", "required": [.string(shape.discriminator)],
      "properties": [
        shape.discriminator: SharedDefinitions.reference(SharedDefinitions.interpolated)
      ],
    ]
    return written + [unknown]
  }

  private func variant(_ variant: VariantShape.Variant, of shape: VariantShape) -> JSONObject {
    var fields = variant.shape.fields.map { ($0.name, $0.isRequired, field($0)) }
    for member in variant.liftedFields {
      guard let attribute = lifted[member.attribute] else { continue }
      fields.append((member.name, attribute.isRequired, field(attribute)))
    }
    var properties: JSONObject = [
      shape.discriminator: [
        "description": .string(variant.summary),
        "type": "string", "enum": [.string(variant.name)],
        "enumDescriptions": [.string(variant.summary)],
      ]
    ]
    for (name, _, schema) in fields { properties[name] = schema }
    var required = fields.filter { $0.1 }.map { $0.0 }
    // The API's own form nests the fields under the variant's name.
    if properties[variant.name] == nil {
      let own = JSONObject(uniqueKeysWithValues: fields.map { ($0.0, $0.2) })
      var nested = Self.closed(own, required: [])
      nested["type"] = ["object", "null"]
      nested["description"] = "The fields as the API nests them; they may stand beside it too."
      properties[variant.name] = .object(nested)
      required = []
    }
    if variant.impliedBy == nil { required.insert(shape.discriminator, at: 0) }
    var schema: JSONObject = [
      "title": .string(variant.name), "description": .string(variant.summary),
    ]
    schema.merge(Self.closed(properties, required: required)) { $1 }
    return schema
  }
}
