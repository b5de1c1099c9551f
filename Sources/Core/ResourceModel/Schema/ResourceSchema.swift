/// A kind of resource, described once. The planner, the renderers and the lock file know kinds only
/// through this value.
package struct ResourceSchema: Sendable {
  /// The word for one of it: `assistant`.
  package let kind: ResourceKind
  /// The YAML key and the first half of addresses: `assistants`.
  package let collection: String
  /// In the order in which they are written, shown and sent.
  package let attributes: [AttributeSchema]
  /// The attribute that carries the marker; nil for a kind without metadata.
  package let markerAttribute: String?
  /// The attribute that the body of a Markdown file with front matter stands for; nil for a kind that
  /// cannot be declared in such a file. At most one kind of a catalogue can.
  package let frontMatterBody: String?
  package let summary: String

  private let byName: [String: AttributeSchema]

  package init(
    kind: ResourceKind, collection: String, markerAttribute: String?,
    frontMatterBody: String? = nil, summary: String, attributes: [AttributeSchema]
  ) {
    self.kind = kind
    self.collection = collection
    self.markerAttribute = markerAttribute
    self.frontMatterBody = frontMatterBody
    self.summary = summary
    self.attributes = attributes
    self.byName = Dictionary(
      attributes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(_ path: AttributePath) -> AttributeSchema? { byName[path.attribute] }

  package func attribute(_ name: String) -> AttributeSchema? { byName[name] }

  /// The path that a person's text names: a field, or a key of a map field (`metadata.team`).
  ///
  /// - Parameter takesEmptyKeys: whether the key of a map may be empty, as others may have written it and
  ///   as nobody means it.
  package func path(named text: String, takesEmptyKeys: Bool = false) -> AttributePath? {
    if byName[text] != nil { return AttributePath(text) }
    // By bytes: what a key begins with may join the dot to one character.
    guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")),
      let field = byName[String(text[..<dot])], field.isMap
    else { return nil }
    let key = String(text[text.utf8.index(after: dot)...])
    return key.isEmpty && !takesEmptyKeys ? nil : AttributePath(field.name, key: key)
  }

  /// The shape of the value at a path: a map field's keys have the shape of its values.
  package func shape(at path: AttributePath) -> ValueShape? {
    guard let attribute = byName[path.attribute] else { return nil }
    if path.key != nil, case .map(let limits) = attribute.field.shape { return limits.value }
    return attribute.field.shape
  }

  /// The position of a path in what is shown and sent: by the schema's order, then by key.
  package func order(_ left: AttributePath, _ right: AttributePath) -> Bool {
    let positions = (position(left.attribute), position(right.attribute))
    if positions.0 != positions.1 { return positions.0 < positions.1 }
    return (left.key ?? "") < (right.key ?? "")
  }

  private func position(_ name: String) -> Int {
    attributes.firstIndex { $0.name == name } ?? attributes.count
  }
}

/// The word for one resource of a kind: `assistant`, `vector_store`.
package struct ResourceKind: Sendable, Hashable, CustomStringConvertible {
  package let name: String
  package init(_ name: String) { self.name = name }
  package var description: String { name }
  /// As prose: `vector store`.
  package var words: String { String(name.map { $0 == "_" ? " " : $0 }) }
}

/// All kinds that a project may declare, dependencies before dependants.
package struct ResourceCatalogue: Sendable {
  package let schemas: [ResourceSchema]

  package init(_ schemas: [ResourceSchema]) { self.schemas = schemas }

  package static let standard = ResourceCatalogue([.vectorStore, .assistant])

  package func schema(collection: String) -> ResourceSchema? {
    schemas.first { $0.collection == collection }
  }

  package func schema(kind: ResourceKind) -> ResourceSchema? { schemas.first { $0.kind == kind } }

  package func schema(of address: Address) -> ResourceSchema? {
    schema(collection: address.collection)
  }
}
