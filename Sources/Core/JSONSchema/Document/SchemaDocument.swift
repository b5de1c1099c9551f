import OrderedCollections
import ResourceModel
import Synchronization

/// A schema, and the index of its identifiers once a reference asks for it: most schemas have none.
/// A class, so that all copies of a validator share the index.
final class SchemaDocument: Sendable {
  let root: JSONValue
  let isForeign: Bool
  private let built = Mutex<SchemaIndex?>(nil)

  init(_ root: JSONValue) {
    self.root = root
    isForeign = root[Keyword.dialect.name]?.string.map { !MetaSchema.isNamed(by: $0) } ?? false
  }

  var index: SchemaIndex {
    built.withLock { built in
      if let built { return built }
      let index = SchemaIndex(root)
      built = index
      return index
    }
  }
}

extension SchemaIndex {
  enum Target {
    case site(SchemaSite)
    /// The standard meta-schema, which stands outside of every document.
    case metaSchema
  }

  /// What a reference in a resource leads to; nil when it leads out of the document or to nothing.
  func target(of reference: String, from resource: Int) -> Target? {
    let uri = URIReference(reference).resolved(against: resources[resource].identifier)
    guard let fragment = uri.decodedFragment else { return nil }
    guard let target = self.resource(uri.withoutFragment) else {
      let isStandard = uri.withoutFragment == URIReference(MetaSchema.identifier)
      return isStandard && fragment.isEmpty ? .metaSchema : nil
    }
    if fragment.isEmpty {
      return .site(SchemaSite(schema: resources[target].root, resource: target, isRoot: true))
    }
    if fragment.hasPrefix("/") {
      let steps = fragment.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      return site(at: steps.map { .key(Self.unescaped($0)) }, in: target).map(Target.site)
    }
    return (resources[target].anchors[fragment] ?? nil).map(Target.site)
  }

  /// The anchor that a reference names; nil when it names a place or a whole resource.
  static func anchor(of reference: String) -> String? {
    guard let fragment = URIReference(reference).decodedFragment, !fragment.isEmpty,
      !fragment.hasPrefix("/")
    else { return nil }
    return fragment
  }

  private static func unescaped(_ step: Substring) -> String {
    guard step.utf8.contains(UInt8(ascii: "~")) else { return String(step) }
    var text = ""
    var rest = step.unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "~", let next = rest.first, next == "0" || next == "1" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      rest.removeFirst()
      text.unicodeScalars.append(next == "0" ? "~" : "/")
    }
    return text
  }

  /// The value at a place in a resource, and the resource that it belongs to: a way through a part
  /// with an `$id` leads into another. Steps into a list may be keys made of digits.
  func site(at steps: [JSONPointer.Step], in resource: Int) -> SchemaSite? {
    var site = SchemaSite(schema: resources[resource].root, resource: resource, isRoot: true)
    var inside = Inside.schema
    for step in steps {
      if inside == .schema, !site.isRoot, let identifier = site.schema[Keyword.id.name]?.string {
        guard let inner = self.resource(identifiedBy: identifier, from: site.resource) else {
          return nil
        }
        site = SchemaSite(schema: site.schema, resource: inner, isRoot: true)
      }
      guard let part = Self.part(step, of: site.schema) else { return nil }
      inside = inside.after(step)
      site = SchemaSite(schema: part, resource: site.resource, isRoot: false)
    }
    return site
  }

  private static func part(_ step: JSONPointer.Step, of value: JSONValue) -> JSONValue? {
    switch (value, step) {
    case (.object(let members), .key(let key)):
      return ExactText.index(of: key, in: members).map { members.values[$0] }
    case (.array(let items), .index(let index)):
      return items.indices.contains(index) ? items[index] : nil
    case (.array(let items), .key(let key)):
      guard let index = Int(key), String(index) == key, items.indices.contains(index) else {
        return nil
      }
      return items[index]
    default: return nil
    }
  }

  /// What a way through a document is in: only a schema's `$id` counts, not the one in an example.
  private enum Inside {
    case schema, container, other

    func after(_ step: JSONPointer.Step) -> Inside {
      switch self {
      case .container: return .schema
      case .other: return .other
      case .schema:
        guard case .key(let name) = step, let keyword = Keyword(named: name) else { return .other }
        switch keyword.takes {
        case .schema: return .schema
        case .schemas, .schemaMap, .schemaOrTextsMap: return .container
        default: return .other
        }
      }
    }
  }
}
