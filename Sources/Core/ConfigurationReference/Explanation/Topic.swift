import ProjectConfiguration
import ResourceModel

/// What can be asked about: the whole of a manifest or kind, a field, or one form of a value.
enum Topic {
  case manifest([FieldSchema])
  case resource(ResourceFields)
  case field(FieldSchema, AttributeSchema?)
  case variant(VariantShape.Variant, of: VariantShape)

  struct Part {
    let name: String
    let topic: Topic
  }
}

extension ResourceFields {
  /// Those of YAML files, and those that only front matter has.
  var everyField: [FieldSchema] {
    fields
      + (frontMatter ?? []).filter { field in !fields.contains { $0.name == field.name } }
  }
}

/// The parts of topics, for one kind or the manifest.
struct TopicTree {
  /// nil for the manifest.
  let schema: ResourceSchema?
  let root: Topic

  init(_ schema: ResourceSchema) {
    self.schema = schema
    root = .resource(ResourceFields(schema))
  }

  init(manifest: ManifestSchema) {
    schema = nil
    root = .manifest(manifest.fields)
  }

  /// What stands directly in a topic, as it is written.
  func parts(of topic: Topic) -> [Topic.Part] {
    switch topic {
    case .manifest(let fields): fields.map(part)
    case .resource(let resource):
      resource.everyField.map { field in
        Topic.Part(
          name: field.name, topic: .field(field, resource.schema.attribute(field.name)))
      }
    case .field(let field, _): parts(of: field.shape)
    case .variant(let variant, _): parts(of: variant)
    }
  }

  private func parts(of shape: ValueShape) -> [Topic.Part] {
    switch shape {
    case .object(let shape): shape.fields.map(part)
    case .list(let element, _): parts(of: element)
    case .map(let limits): parts(of: limits.value)
    case .variants(let shape):
      shape.variants.map { Topic.Part(name: $0.name, topic: .variant($0, of: shape)) }
    case .either(let shapes):
      shapes.flatMap(parts(of:)).reduce(into: []) { unique, part in
        if !unique.contains(where: { $0.name == part.name }) { unique.append(part) }
      }
    case .references: ReferenceFields.shape.fields.map(part)
    case .files(let shape): FileFields.entry(shape).fields.map(part)
    default: []
    }
  }

  private func parts(of variant: VariantShape.Variant) -> [Topic.Part] {
    let own = variant.shape.fields.flatMap { field -> [Topic.Part] in
      // `tools.function` means the function, not the mapping around it.
      if field.name == variant.name { return parts(of: field.shape) }
      return [part(field)]
    }
    let lifted = variant.liftedFields.compactMap { member -> Topic.Part? in
      guard let attribute = schema?.attribute(member.attribute) else { return nil }
      return Topic.Part(name: member.name, topic: .field(attribute.field, attribute))
    }
    return own + lifted
  }

  private func part(_ field: FieldSchema) -> Topic.Part {
    Topic.Part(name: field.name, topic: .field(field, nil))
  }

  // MARK: - Paths

  /// The way to a path: every part from the root on. When a part is not known, the one before it and
  /// the word that is wrong.
  func route(_ words: ArraySlice<String>) -> Result<[Topic.Part], UnknownPart> {
    var route: [Topic.Part] = []
    var rest = expanded(words)
    while let word = rest.first {
      let topic = route.last?.topic ?? root
      let parts = parts(of: topic)
      if let part = parts.first(where: { $0.name == word }) {
        route.append(part)
      } else if parts.isEmpty, rest.count == 1, Self.hasOwnKeys(topic) {
        // `metadata.team`: the keys are the writer's own.
        return .success(route)
      } else {
        return .failure(
          UnknownPart(word: word, owner: route.map(\.name), known: parts.map(\.name)))
      }
      rest = rest.dropFirst()
    }
    return .success(route)
  }

  struct UnknownPart: Error {
    let word: String
    let owner: [String]
    let known: [String]
  }

  private static func hasOwnKeys(_ topic: Topic) -> Bool {
    if case .field(let field, _) = topic, case .map = field.shape { true } else { false }
  }

  /// The path with the name of a lifted attribute, as plans show it, put in full.
  private func expanded(_ words: ArraySlice<String>) -> ArraySlice<String> {
    guard let schema else { return words }
    for attribute in schema.attributes where attribute.isLifted {
      let name = attribute.name.split(separator: ".").map(String.init)
      guard words.starts(with: name) else { continue }
      for field in schema.attributes where !field.isLifted {
        for part in parts(of: field.field.shape) {
          guard case .variant(let variant, _) = part.topic,
            let member = variant.liftedFields.first(where: { $0.attribute == attribute.name })
          else { continue }
          return ([field.name, variant.name, member.name] + words.dropFirst(name.count))[...]
        }
      }
    }
    return words
  }
}
