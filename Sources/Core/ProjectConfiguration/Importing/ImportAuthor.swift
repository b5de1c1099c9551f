import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Writes values by their shapes: the way back of `ValueDecoder`. It knows no kind.
struct ImportAuthor {
  let observed: ObservedResource
  let address: Address
  let schema: ResourceSchema
  let keys: [String: Address]
  var files: ImportedFiles
  private(set) var remarks: [ImportedResource.Remark] = []
  /// The attributes that are written inside another one and have not been yet.
  private var homeless: [AttributePath] = []
  /// Whether what is written goes to a file of something callable, with its schema.
  private var isInOwnFile = false

  /// A schema of more lines than this gets a file of its own.
  private static let longestInlineSchema = 24

  init(
    observed: ObservedResource, address: Address, schema: ResourceSchema, keys: [String: Address],
    files: ImportedFiles
  ) {
    self.observed = observed
    self.address = address
    self.schema = schema
    self.keys = keys
    self.files = files
  }

  /// The members of the resource, in the canonical order, without what the server would fill in.
  mutating func fields() -> [YAMLValue.Member] {
    homeless = schema.attributes.filter(\.isLifted).map { AttributePath($0.name) }
      .filter { observed.attributes[$0]?.array?.isEmpty == false }
    var members: [YAMLValue.Member] = []
    for attribute in schema.attributes where !attribute.isLifted {
      if attribute.isMap {
        let entries = mapEntries(of: attribute)
        if !entries.isEmpty { members.append(.init(attribute.name, .mapping(entries))) }
      } else if let written = topLevel(attribute) {
        members.append(.init(attribute.name, written))
      }
    }
    remarks += homeless.map(ImportedResource.Remark.homeless)
    return members
  }

  private mutating func topLevel(_ attribute: AttributeSchema) -> YAMLValue? {
    let path = AttributePath(attribute.name)
    let found = observed.attributes[path]
    if case .files = attribute.field.shape {
      // Most kinds do not say which files they hold when they are asked for themselves.
      if found?.array?.isEmpty != true { remarks.append(.files(path)) }
      return nil
    }
    guard let found, !found.isNull, !isDefault(found, of: attribute.field) else { return nil }
    return value(found, as: attribute.field.shape, named: attribute.name)
  }

  private mutating func mapEntries(of attribute: AttributeSchema) -> [YAMLValue.Member] {
    guard case .map(let limits) = attribute.field.shape else { return [] }
    let paths = observed.attributes.keys.filter { $0.attribute == attribute.name }.sorted()
    var entries: [YAMLValue.Member] = []
    for path in paths {
      guard let key = path.key, let found = observed.attributes[path], !found.isNull else {
        continue
      }
      entries.append(.init(key, value(found, as: limits.value, named: key)))
    }
    return entries
  }

  private func isDefault(_ value: JSONValue, of field: FieldSchema) -> Bool {
    if field.isRequired { return false }
    let normal = field.shape.normalForm(value)
    return field.defaults.contains { field.shape.normalForm($0).isEquivalent(to: normal) }
  }

  // MARK: - By shape

  private mutating func value(
    _ json: JSONValue, as shape: ValueShape, beside members: JSONObject = [:], named name: String
  ) -> YAMLValue {
    switch (shape, json) {
    case (.string(let limits), .string):
      let text = shape.normalForm(json).string ?? ""
      return limits.isProse ? prose(text, named: name) : .escaping(text)
    case (.object(let shape), .object(let members)): return object(members, shape)
    case (.list(let element, _), .array(let items)):
      var written: [YAMLValue] = []
      for item in items { written.append(value(item, as: element, named: name)) }
      return .list(written)
    case (.variants(let shape), .object(let members)): return variant(members, shape, of: json)
    case (.either(let shapes), _):
      guard let shape = shapes.first(where: { $0.accepts(json) }) else { return YAMLValue(json) }
      return value(json, as: shape, beside: members, named: name)
    case (.jsonSchema, _): return jsonSchema(json, beside: members)
    case (.references(let collection, _), .array(let ids)):
      return .list(ids.map { reference($0.string ?? "", to: collection) })
    default: return YAMLValue(json)
    }
  }

  private mutating func prose(_ text: String, named name: String) -> YAMLValue {
    guard text.fitsTextFile else { return .escaping(text) }
    let suffix = name == schema.frontMatterBody ? "" : ".\(name)"
    return file(
      text + "\n",
      at: [
        "prompts/\(address.key)\(suffix).md",
        "prompts/\(address.collection)-\(address.key)\(suffix).md",
      ])
  }

  private mutating func object(_ members: JSONObject, _ shape: ObjectShape) -> YAMLValue {
    let name = shape.callable.flatMap { members[$0.name]?.string }.flatMap {
      Grammar.isKey($0) ? $0 : nil
    }
    let outside = isInOwnFile
    isInOwnFile = outside || name != nil
    defer { isInOwnFile = outside }
    var written: [YAMLValue.Member] = []
    for field in shape.fields {
      guard let member = members[field.name], !member.isNull, !isDefault(member, of: field) else {
        continue
      }
      written.append(
        .init(field.name, value(member, as: field.shape, beside: members, named: field.name)))
    }
    guard let name else { return .mapping(written) }
    return file(
      YAMLWriter.write(.block(written)),
      at: ["tools/\(name).yaml", "tools/\(address.key)-\(name).yaml"])
  }

  private mutating func variant(
    _ members: JSONObject, _ shape: VariantShape, of json: JSONValue
  ) -> YAMLValue {
    // What this version does not know is written as it is; loading says what is wrong with it.
    guard let variant = shape.variant(of: json) else { return YAMLValue(json) }
    var written: [YAMLValue.Member] = []
    if variant.impliedBy.flatMap({ members[$0] }) == nil {
      written.append(.init(shape.discriminator, .text(variant.name)))
    }
    var comments: [String] = []
    for lift in variant.liftedFields {
      let path = AttributePath(lift.attribute)
      guard let index = homeless.firstIndex(of: path), let attribute = schema[path],
        let found = observed.attributes[path]
      else { continue }
      homeless.remove(at: index)
      if case .files = attribute.field.shape {
        remarks.append(.files(path))
        comments.append("The \(lift.name) that it has are not declared, and stay as they are.")
      } else {
        written.append(
          .init(lift.name, value(found, as: attribute.field.shape, named: lift.name)))
      }
    }
    if case .mapping(let own) = object(members, variant.shape) { written += own }
    let value = YAMLValue.mapping(written)
    return comments.isEmpty ? value : .commented(comments, value)
  }

  private mutating func jsonSchema(_ json: JSONValue, beside members: JSONObject) -> YAMLValue {
    let written = YAMLValue(json)
    // A function has a file of its own already, and its schema belongs there.
    guard written.lineCount > Self.longestInlineSchema, !isInOwnFile,
      case .mapping(let own) = written
    else { return written }
    let name = members["name"]?.string.flatMap { Grammar.isKey($0) ? $0 : nil } ?? address.key
    return file(
      YAMLWriter.write(.block(own)),
      at: ["schemas/\(name).yaml", "schemas/\(address.key)-\(name).yaml"])
  }

  private func reference(_ id: String, to collection: String) -> YAMLValue {
    if let address = keys[id], address.collection == collection { return .text(address.key) }
    return .mapping([.init("id", .escaping(id))])
  }

  private mutating func file(_ text: String, at paths: [String]) -> YAMLValue {
    .mapping([.init(Inclusion.fileKey, .text(files.add(text, at: paths)))])
  }
}
