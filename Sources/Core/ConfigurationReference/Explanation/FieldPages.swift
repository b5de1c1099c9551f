import ProjectConfiguration
import ResourceModel

/// Pages about kinds, the manifest and their fields.
struct FieldPages {
  let tree: TopicTree
  let vocabularies: [ProviderVocabulary]

  func page(_ route: [Topic.Part]) -> Explanation {
    let topic = route.last?.topic ?? tree.root
    let path = ([rootName] + route.map(\.name)).joined(separator: ".")
    var page: Explanation
    switch topic {
    case .manifest:
      page = Explanation(
        path: path,
        summary: "\(Manifest.fileName): the project, its targets, variables and outputs.")
    case .resource(let resource):
      page = Explanation(path: path, summary: resource.schema.summary)
      page.add("Declared", declaration(resource))
    case .field(let field, let attribute):
      page = Explanation(path: path, summary: field.summary)
      add(field, attribute, route, to: &page)
    case .variant(let variant, let shape):
      page = Explanation(path: path, summary: variant.summary)
      page.add(
        "Written",
        variant.impliedBy.map { "with the key `\($0)`; `\(shape.discriminator)` may be left out" }
          ?? "`\(shape.discriminator): \(variant.name)`")
      addNames(route, to: &page)
    }
    let parts = tree.parts(of: topic)
    page.heading = Self.isVariants(topic) ? "Forms" : "Fields"
    let areRules = parts.contains { RuleIndex.rule(code: $0.name) != nil }
    page.entries = areRules ? [] : parts.map(Self.entry)
    page.example = ExampleSnippet(tree).lines(for: route) ?? []
    if areRules {
      page.hint = "`asst explain rules` lists the codes, and which of them can be changed."
    } else if let first = parts.first, page.entries.count > 1 {
      page.hint = "`asst explain \(path).\(first.name)` says more about one of them."
    }
    return page
  }

  private var rootName: String { tree.schema?.kind.name ?? ConfigurationReference.manifest }

  private func declaration(_ resource: ResourceFields) -> String {
    let collection = "under `\(resource.schema.collection):` in a YAML file"
    guard let body = resource.schema.frontMatterBody else { return collection }
    return collection + ", or as the front matter of a Markdown file whose text is its `\(body)`"
  }

  private static func entry(_ part: Topic.Part) -> Explanation.Entry {
    switch part.topic {
    case .field(let field, _):
      Explanation.Entry(
        name: part.name, type: FieldWords.shortType(of: field.shape), isRequired: field.isRequired,
        summary: FieldWords.sentence(field.summary))
    case .variant(let variant, _):
      Explanation.Entry(
        name: part.name, type: "", isRequired: false,
        summary: FieldWords.sentence(variant.summary))
    case .manifest, .resource:
      Explanation.Entry(name: part.name, type: "", isRequired: false, summary: "")
    }
  }

  private static func isVariants(_ topic: Topic) -> Bool {
    guard case .field(let field, _) = topic else { return false }
    return switch field.shape {
    case .variants, .list(of: .variants, _): true
    case .either(let shapes):
      shapes.contains { if case .variants = $0 { true } else { false } }
    default: false
    }
  }

  // MARK: - Facts

  private func add(
    _ field: FieldSchema, _ attribute: AttributeSchema?, _ route: [Topic.Part],
    to page: inout Explanation
  ) {
    page.add("Type", FieldWords.type(of: field.shape))
    if field.isRequired {
      page.add("Required", "yes")
    } else if let value = FieldWords.defaultValue(of: field) {
      page.add("Default", "`\(value)`")
    }
    if let companion = field.companion { page.add("Needs", "`\(companion)` beside it") }
    // Of a mapping that is read early, each field says for itself what it may hold.
    if field.indirection != .none || tree.parts(of: .field(field, attribute)).isEmpty {
      page.add("May hold", Self.indirection(field))
    }
    if tree.schema != nil { page.add("Changing it", change(route)) }
    addNames(route, to: &page)
    page.rules = RuleIndex.guarding(field).sorted { $0.code < $1.code }
  }

  private static func indirection(_ field: FieldSchema) -> String {
    switch field.indirection {
    case .none: return "neither variables nor a reference to a file"
    case .variables: return "`${var.NAME}`"
    case .environment: return "`${var.NAME}`, `${env.NAME}`, `${env.NAME:-fallback}`"
    case .files:
      if case .map = field.shape { return "`${var.NAME}` in its values" }
      return "`${var.NAME}`; `{ file: PATH }` in its place"
    }
  }

  /// What a plan makes of a change: that is a matter of the attribute that the route leads through.
  private func change(_ route: [Topic.Part]) -> String? {
    guard let schema = tree.schema else { return nil }
    let attributes = route.compactMap { part -> AttributeSchema? in
      if case .field(_, let attribute) = part.topic { attribute } else { nil }
    }
    let kind = schema.kind.words
    guard let attribute = attributes.last else {
      return route.first.flatMap { ResourceFields.effect(ofChanging: $0.name) }
    }
    if case .files = attribute.field.shape {
      return "uploads and attaches what is new, and detaches what is gone"
    }
    switch attribute.mutability {
    case .mutable where attribute.isMap: return "updates the \(kind) in place, key by key"
    case .mutable: return "updates the \(kind) in place"
    case .createOnly:
      return "takes a new \(kind): `--replace ADDRESS` makes it, binds it and deletes the old one"
    }
  }

  private func addNames(_ route: [Topic.Part], to page: inout Explanation) {
    guard let schema = tree.schema else { return }
    for vocabulary in vocabularies {
      guard let name = vocabulary.name(of: path(route), kind: schema.kind) else { continue }
      page.add("In \(vocabulary.provider)", "`\(name)`")
    }
  }

  /// The route with a lifted attribute by its own name: `file_search.vector_stores`.
  private func path(_ route: [Topic.Part]) -> String {
    var words: [String] = []
    for part in route {
      if case .field(_, let attribute?) = part.topic {
        words = [attribute.name]
      } else {
        words.append(part.name)
      }
    }
    return words.joined(separator: ".")
  }
}
