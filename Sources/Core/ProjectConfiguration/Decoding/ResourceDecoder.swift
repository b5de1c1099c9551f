import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Decodes a resource by its schema.
struct ResourceDecoder {
  let scope: DecodingScope
  /// The keys of each kind, and those of its front matter, by collection.
  private let known: [String: (fields: [String], frontMatter: [String])]

  init(scope: DecodingScope, catalogue: ResourceCatalogue) {
    self.scope = scope
    known = Dictionary(
      catalogue.schemas.map { schema in
        let described = ResourceFields(schema)
        let names = described.fields.map(\.name)
        return (schema.collection, (names, names + [ResourceFields.key.name]))
      }, uniquingKeysWith: { first, _ in first })
  }

  struct Decoded {
    var resource: DesiredResource
    /// Its former keys with their places, for checks across resources.
    var formerly: [Spanned<String>]
  }

  private static let lifecycle = LifecycleFields.name
  private static let formerly = FormerNameFields.name
  static let exclude = FileFields.excludeName
  static let chunking = FileFields.chunkingName

  func decode(_ declaration: ResourceDeclaration) -> Decoded? {
    let schema = declaration.schema
    let owner = schema.kind.words.withArticle
    let pasted = declaration.node.mapping.map {
      PastedObject.check(
        $0, of: declaration.address, schema: schema, to: scope.findings)
    }
    let misplaced = reportLifted(declaration)
    guard
      let fields = Fields(
        declaration.node, named: declaration.address.key, of: owner,
        known: known(schema, isFrontMatter: declaration.body != nil || isMarkdown(declaration)),
        aliases: schema.attributes.map(\.field).aliases, ignoring: misplaced.union(pasted ?? []),
        to: scope.findings)
    else { return nil }

    var decoder = ValueDecoder(
      scope: scope, place: declaration.place,
      liftedShapes: Dictionary(
        schema.attributes.filter(\.isLifted).map { ($0.name, $0.field.shape) },
        uniquingKeysWith: { first, _ in first }))
    var resource = DesiredResource(address: declaration.address, span: declaration.span)
    for entry in fields.entries {
      guard let attribute = schema.attribute(entry.key), !attribute.isLifted else { continue }
      add(attribute, entry, to: &resource, &decoder, owner: owner)
    }
    decoder.reportSlips(among: [])
    for lift in decoder.lifted { resource.attributes[AttributePath(lift.attribute)] = lift.value }
    addFileOptions(fields, schema, to: &resource, &decoder)
    expandFiles(schema, of: &resource)
    addBody(declaration, fields, to: &resource)
    resource.sourceMap = WrittenValues(sites: decoder.sites, trees: scope.trees)
    reportMissing(schema, fields, declaration, owner: owner)
    checkPrompts(declaration, fields, resource, decoder)
    resource.lifecycle = lifecycle(fields[Self.lifecycle], schema)
    let formerly = formerKeys(fields[Self.formerly], of: declaration)
    resource.formerly = formerly.map(\.value)
    return Decoded(resource: resource, formerly: formerly)
  }

  private func isMarkdown(_ declaration: ResourceDeclaration) -> Bool {
    declaration.place.path.name.hasSuffix(".md")
  }

  private func known(_ schema: ResourceSchema, isFrontMatter: Bool) -> [String] {
    guard let known = known[schema.collection] else { return [] }
    return isFrontMatter ? known.frontMatter : known.fields
  }

  /// Whether a key that is no attribute has a meaning of its own.
  func isOption(_ key: String) -> Bool {
    [
      LifecycleFields.name, FormerNameFields.name, FileFields.excludeName,
      FileFields.chunkingName, ResourceFields.key.name,
    ].contains(key)
  }

  /// `file_search.vector_stores` is an attribute's name, and is not how it is written.
  private func reportLifted(_ declaration: ResourceDeclaration) -> Set<String> {
    let entries = (declaration.node.mapping?.entries ?? []).filter {
      declaration.schema.attribute($0.key)?.isLifted == true
    }
    for entry in entries {
      let parts = entry.key.split(separator: ".")
      UnknownKey.report(
        entry.key, of: declaration.schema.kind.words.withArticle,
        help: "Write `\(parts.last ?? "")` inside the tool `type: \(parts.first ?? "")`.",
        at: entry.keySpan, to: scope.findings)
    }
    return Set(entries.map(\.key))
  }

  private func add(
    _ attribute: AttributeSchema, _ entry: YAMLMapping.Entry, to resource: inout DesiredResource,
    _ decoder: inout ValueDecoder, owner: String
  ) {
    if case .map(let limits) = attribute.field.shape {
      for member in decoder.mapEntries(entry.value, limits, named: attribute.name) ?? [] {
        let value = decoder.attribute(member.value, as: limits.value, named: member.key)
        resource.attributes[AttributePath(attribute.name, key: member.key)] = value
      }
      return
    }
    guard let value = decoder.attribute(entry.value, as: attribute.field.shape, named: entry.key)
    else { return }
    if attribute.field.isRequired, value.value == .json(.null) {
      MissingField.reportNull(entry.key, of: owner, at: entry.value.span, to: scope.findings)
      return
    }
    resource.attributes[AttributePath(attribute.name)] = value
  }

  private func reportMissing(
    _ schema: ResourceSchema, _ fields: Fields, _ declaration: ResourceDeclaration, owner: String
  ) {
    for attribute in schema.attributes
    where attribute.field.isRequired && fields.lacks(attribute.name) {
      guard declaration.body?.attribute != attribute.name else { continue }
      MissingField.report(
        attribute.name, of: owner, at: declaration.span, to: scope.findings)
    }
  }

  // MARK: - Front matter

  private func addBody(
    _ declaration: ResourceDeclaration, _ fields: Fields, to resource: inout DesiredResource
  ) {
    guard let body = declaration.body else { return }
    if let entry = fields[body.attribute] {
      GivenTwice.report(
        body.attribute, at: entry.keySpan, other: body.span,
        as: "the text below the front matter", to: scope.findings)
      return
    }
    if case .string(let limits)? = declaration.schema.attribute(body.attribute)?.field.shape {
      TextLength.check(
        body.text, of: body.attribute, limits: limits, at: body.span, to: scope.findings)
    }
    resource.attributes[AttributePath(body.attribute)] = DesiredAttribute(
      .json(.string(body.text)), span: body.span, textOrigin: TextOrigin(body.span.location))
  }

  // MARK: - Lifecycle

  private func lifecycle(_ entry: YAMLMapping.Entry?, _ schema: ResourceSchema) -> Lifecycle {
    guard let entry,
      let fields = Fields(
        entry.value, named: entry.key, of: "`lifecycle`", known: LifecycleFields.keys,
        to: scope.findings)
    else { return Lifecycle() }
    let interpolator = scope.interpolator
    let protect = fields["protect"].flatMap { interpolator.boolean($0.value, named: $0.key) }
    let ignore = fields["ignore"].map { interpolator.texts($0.value, named: $0.key) } ?? []
    return Lifecycle(
      protect: protect ?? false,
      ignore: ignore.compactMap { text in
        if let path = schema.path(named: text.value) { return path }
        UnknownAttribute.report(
          text.value, of: schema.kind.words, known: schema.attributes.map(\.name), at: text.span,
          to: scope.findings)
        return nil
      })
  }

  private func formerKeys(
    _ entry: YAMLMapping.Entry?, of declaration: ResourceDeclaration
  ) -> [Spanned<String>] {
    guard let entry else { return [] }
    return entry.value.plainTexts(named: entry.key, to: scope.findings).filter { key in
      guard InvalidName.check(key.value, as: .key, at: key.span, to: scope.findings) else {
        return false
      }
      let address = Address(collection: declaration.address.collection, key: key.value)
      guard let declared = scope.declarations.span(of: address) else { return true }
      FormerNameInUse.report(key.value, at: key.span, other: declared, to: scope.findings)
      return false
    }
  }
}
