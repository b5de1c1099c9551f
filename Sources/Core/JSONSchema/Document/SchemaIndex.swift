import OrderedCollections
import ResourceModel

/// A schema at its place, with what references inside of it are relative to.
struct SchemaSite: Sendable {
  let schema: JSONValue
  /// The resource it belongs to: the whole document, or a part with an `$id` of its own.
  let resource: Int
  /// The `$id` of a resource's root was resolved already, against the resource around it.
  let isRoot: Bool
}

/// The identifiers of a schema document: what `$id`, `$anchor` and `$dynamicAnchor` name.
struct SchemaIndex: Sendable {
  struct Resource: Sendable {
    let identifier: URIReference
    let root: JSONValue
    /// Nil in place of an anchor that is given twice: nobody can say which is meant.
    var anchors: [String: SchemaSite?] = [:]
    /// Those of the anchors that a dynamic reference may find from outside.
    var dynamicAnchors: Set<String> = []
    /// It is written in another dialect.
    let isForeign: Bool
  }

  static let deepestLevel = 512

  private(set) var resources: [Resource] = []
  private var byIdentifier: [URIReference: Int?] = [:]

  init(_ document: JSONValue) { visit(document, resource: nil, level: 0) }

  /// The resource that an `$id` names from inside another; nil when two are named so.
  func resource(identifiedBy identifier: String, from resource: Int) -> Int? {
    self.resource(
      URIReference(identifier).resolved(against: resources[resource].identifier).withoutFragment)
  }

  func resource(_ identifier: URIReference) -> Int? { byIdentifier[identifier] ?? nil }

  private mutating func visit(_ schema: JSONValue, resource outer: Int?, level: Int) {
    guard level < Self.deepestLevel else { return }
    let members = schema.object ?? [:]
    let identifier = members[Keyword.id.name]?.string
    var resource = outer ?? 0
    if outer == nil || identifier != nil {
      resource = add(schema, identifier: identifier ?? "", from: outer)
    }
    let site = SchemaSite(
      schema: schema, resource: resource, isRoot: outer == nil || identifier != nil)
    if let name = members[Keyword.anchor.name]?.string { add(name, site) }
    if let name = members[Keyword.dynamicAnchor.name]?.string {
      add(name, site)
      resources[resource].dynamicAnchors.insert(name)
    }
    for (name, value) in members {
      guard let keyword = Keyword(named: name) else { continue }
      for part in keyword.subschemas(in: value) {
        visit(part, resource: resource, level: level + 1)
      }
    }
  }

  private mutating func add(_ schema: JSONValue, identifier: String, from outer: Int?) -> Int {
    var reference = URIReference(identifier)
    if let outer { reference = reference.resolved(against: resources[outer].identifier) }
    reference = reference.withoutFragment
    byIdentifier[reference] = .some(byIdentifier[reference] == nil ? resources.count : nil)
    let dialect = schema[Keyword.dialect.name]?.string
    resources.append(
      Resource(
        identifier: reference, root: schema,
        isForeign: dialect.map { !MetaSchema.isNamed(by: $0) }
          ?? outer.map { resources[$0].isForeign } ?? false))
    return resources.count - 1
  }

  private mutating func add(_ anchor: String, _ site: SchemaSite) {
    let isTaken = resources[site.resource].anchors[anchor] != nil
    resources[site.resource].anchors[anchor] = .some(isTaken ? nil : site)
  }
}

extension Keyword {
  /// The schemas right inside of the keyword's value.
  func subschemas(in value: JSONValue) -> [JSONValue] {
    switch takes {
    case .schema: [value]
    case .schemas: value.array ?? []
    case .schemaMap: value.object.map { Array($0.values) } ?? []
    case .schemaOrTextsMap:
      value.object.map { $0.values.filter { if case .array = $0 { false } else { true } } } ?? []
    default: []
    }
  }
}
