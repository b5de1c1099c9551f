package import ResourceModel

/// What a resource of a kind may say in YAML: its attributes, and what all kinds have in common. The
/// decoder takes its keys from here, and editors and `asst explain` all the rest.
package struct ResourceFields: Sendable {
  package let schema: ResourceSchema
  /// The fields of a resource under its collection.
  package let fields: [FieldSchema]
  /// The fields of the front matter of a Markdown file; nil for a kind that cannot stand in one.
  package let frontMatter: [FieldSchema]?

  package init(_ schema: ResourceSchema) {
    self.schema = schema
    var fields = schema.attributes.filter { !$0.isLifted }.map(\.field)
    if let (files, shape) = Self.fileList(of: schema), let chunking = shape.chunking {
      fields += [
        FileFields.exclude(beside: files), FileFields.chunking(chunking, beside: files),
      ]
    }
    fields += [
      LifecycleFields.lifecycle(of: schema),
      FormerNameFields.field(.key, "Keys that the resource had before, oldest first."),
    ]
    self.fields = fields
    frontMatter = schema.frontMatterBody.map { body in
      fields.filter { $0.name != body } + [Self.key]
    }
  }

  /// The front matter's field for a key that is not the file's name.
  static let key = FieldSchema(
    "key", .string(StringLimits(form: .key)), nullable: false, indirection: .none,
    example: "helper", "The resource's key, where it is not the file's name.")

  /// What a plan makes of a change of a field that is no attribute of its own; nil for one that is.
  package static func effect(ofChanging name: String) -> String? {
    switch name {
    case LifecycleFields.name: "sends nothing; the next plan follows it"
    case FormerNameFields.name: "sends nothing but the marker; the object keeps its ID"
    case key.name: "makes it another resource; `formerly` says that it is the same one"
    case FileFields.excludeName: "attaches and detaches files"
    case FileFields.chunkingName: "attaches files anew; they are not uploaded again"
    default: nil
    }
  }

  /// The kind's own list of files, beside which `chunking` and `exclude` may stand.
  static func fileList(of schema: ResourceSchema) -> (name: String, shape: FileListShape)? {
    for attribute in schema.attributes where !attribute.isLifted {
      if case .files(let shape) = attribute.field.shape { return (attribute.name, shape) }
    }
    return nil
  }
}

/// `lifecycle:`
enum LifecycleFields {
  static let name = "lifecycle"
  static let protect = FieldSchema(
    "protect", .boolean, nullable: false, indirection: .variables, defaults: [false],
    "Whether deleting and replacing it is refused.")

  static func ignore(of schema: ResourceSchema) -> FieldSchema {
    let names = schema.attributes.map(\.name)
    let maps = schema.attributes.filter(\.isMap).map(\.name)
    var shapes: [ValueShape] = [.enumeration(names)]
    if !maps.isEmpty {
      let form = TextForm(
        "(\(maps.joined(separator: "|")))\\..+", "one key, such as `\(maps[0]).reviewed_by`")
      shapes.append(.string(StringLimits(form: form)))
    }
    return FieldSchema(
      "ignore", .oneOrMore(.either(shapes)), nullable: false, indirection: .variables,
      example: maps.first.map { "[\($0).reviewed_by]" },
      "Attributes that are set at creation and then left to others.")
  }

  static func lifecycle(of schema: ResourceSchema) -> FieldSchema {
    FieldSchema(
      name, .object(ObjectShape([protect, ignore(of: schema)])), indirection: .none,
      example: "{ protect: true }", "What is refused and what is left alone.")
  }

  static let keys = [protect.name, "ignore"]
}

/// What stands in and beside a list of files.
package enum FileFields {
  /// What a list of files is called, in a store and in a tool.
  static let listName = "files"

  static let excludeName = "exclude"

  static func exclude(beside files: String) -> FieldSchema {
    FieldSchema(
      excludeName, .oneOrMore(.string(StringLimits(form: .pathOrPattern))), companion: files,
      indirection: .variables, example: "[\"knowledge/draft-*\"]",
      "Patterns of files to leave out of `\(files)`.")
  }

  static let chunkingName = "chunking"

  static func chunking(_ shape: ObjectShape, beside files: String? = nil) -> FieldSchema {
    FieldSchema(
      chunkingName, .object(shape), companion: files,
      example: "{ max_chunk_size_tokens: 800, chunk_overlap_tokens: 200 }",
      "How files are cut for search; the server decides when it is left out.")
  }

  /// The keys that the decoder knows in an entry that is more than a path.
  static func keys(_ shape: FileListShape) -> [String] {
    shape.chunking == nil ? plainKeys : searchedKeys
  }
  private static let plainKeys = entry(FileListShape(maximum: 0)).fields.map(\.name)
  private static let searchedKeys = entry(FileListShape(maximum: 0, chunking: ObjectShape([])))
    .fields.map(\.name)

  /// The fields of an entry that is more than a path.
  package static func entry(_ shape: FileListShape) -> ObjectShape {
    let path = FieldSchema(
      "path", .string(StringLimits(form: .pathOrPattern)), required: true,
      indirection: .variables, example: "knowledge/returns.pdf", "The file, or a pattern of files.")
    let name = FieldSchema(
      "name", .string(StringLimits(minimum: 1)), example: "returns.pdf",
      "The name that the file gets at the provider.")
    guard let chunking = shape.chunking else { return ObjectShape([path, name]) }
    let attributes = FieldSchema(
      "attributes", .map(.fileAttributes), example: "{ topic: returns, year: 2026 }",
      "What searches may filter by: up to 15 pairs.")
    return ObjectShape([path, name, attributes, self.chunking(chunking)])
  }
}

/// `{ id: … }` in place of a key.
package enum ReferenceFields {
  package static let shape = ObjectShape([
    FieldSchema(
      "id", .string(StringLimits(minimum: 1)), required: true, indirection: .variables,
      example: "vs_123", "The ID of a resource that this project does not manage.")
  ])
  static let keys = shape.fields.map(\.name)
}

/// `{ file: …, variables: … }` in place of a value.
package enum InclusionFields {
  static let file = FieldSchema(
    "file", .string(StringLimits(form: .path)), required: true, indirection: .variables,
    example: "prompts/support.md", "The file that holds the value.")
  static let variables = VariableFields.variables(
    example: "{ tone: friendly }",
    "What replaces `{{name}}` in the file; without it, braces are text.")

  package static let shape = ObjectShape([file, variables])
  static let keys = shape.fields.map(\.name)
}
