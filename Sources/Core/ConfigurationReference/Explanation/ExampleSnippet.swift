import ProjectConfiguration
import ResourceModel

/// A small file in which a field stands at its place, with what it cannot do without.
struct ExampleSnippet {
  /// What a target is called in examples.
  static let name = "production"

  private let tree: TopicTree

  init(_ tree: TopicTree) { self.tree = tree }

  /// The lines of a file; nil where nothing is known to stand there.
  func lines(for route: [Topic.Part]) -> [String]? {
    switch tree.root {
    case .manifest(let fields): return object(fields, route[...])
    case .resource(let resource):
      if case .field(let field, _)? = route.first?.topic,
        !resource.fields.contains(where: { $0.name == field.name })
      {
        return object(resource.frontMatter ?? [], route[...]).map {
          ["---"] + $0 + ["---", "You are a helpful assistant."]
        }
      }
      return object(resource.fields, route[...]).map { lines in
        let schema = resource.schema
        return ["\(schema.collection):", "  my_\(schema.kind.name):"] + lines.map { "    " + $0 }
      }
    case .field, .variant: return nil
    }
  }

  /// The entries of a mapping: those that are required, and the one that the route leads through.
  private func object(
    _ fields: [FieldSchema], _ route: ArraySlice<Topic.Part>
  ) -> [String]? {
    var lines: [String] = []
    for field in fields {
      let isNext = field.name == route.first?.name
      let isCompanion = fields.contains {
        $0.companion == field.name && $0.name == route.first?.name
      }
      guard isNext || isCompanion || field.isRequired else { continue }
      let rest = isNext ? route.dropFirst() : []
      guard let value = value(of: field, rest) else { return nil }
      lines += value.lines(named: field.name)
    }
    if !lines.isEmpty { return lines }
    // Nothing is required: one field says more than an empty mapping.
    guard route.isEmpty, let field = fields.first else { return nil }
    return ExampleValue(field)?.lines(named: field.name)
  }

  private func value(
    of field: FieldSchema, _ route: ArraySlice<Topic.Part>
  ) -> ExampleValue? {
    if route.isEmpty { return ExampleValue(field) }
    return inside(field.shape, route).map(ExampleValue.block)
  }

  /// The lines of a value in which the route goes on.
  private func inside(_ shape: ValueShape, _ route: ArraySlice<Topic.Part>) -> [String]? {
    switch shape {
    case .object(let shape): return object(shape.fields, route)
    case .list(let element, _): return inside(element, route).map(Self.item)
    case .map(let limits):
      return inside(limits.value, route).map { ExampleValue.block($0).lines(named: Self.name) }
    case .variants(let shape): return variant(shape, route)
    case .either(let shapes): return shapes.lazy.compactMap { inside($0, route) }.first
    case .references: return object(ReferenceFields.shape.fields, route).map(Self.item)
    case .files(let shape): return object(FileFields.entry(shape).fields, route).map(Self.item)
    default: return nil
    }
  }

  private func variant(_ shape: VariantShape, _ route: ArraySlice<Topic.Part>) -> [String]? {
    guard case .variant(let variant, _)? = route.first?.topic else { return nil }
    let rest = route.dropFirst()
    var lines = variant.impliedBy == nil ? ["\(shape.discriminator): \(variant.name)"] : []
    for field in variant.shape.fields {
      let isAround = field.name == variant.name
      let isNext = field.name == rest.first?.name
      guard field.isRequired || isNext || isAround else { continue }
      let inner: ArraySlice<Topic.Part> = isAround ? rest : isNext ? rest.dropFirst() : []
      guard let value = value(of: field, inner) else { return nil }
      lines += value.lines(named: field.name)
    }
    for member in variant.liftedFields where member.name == rest.first?.name {
      guard case .field(let field, _)? = rest.first?.topic,
        let value = value(of: field, rest.dropFirst())
      else { return nil }
      lines += value.lines(named: member.name)
    }
    return lines
  }

  private static func item(_ lines: [String]) -> [String] {
    lines.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
  }
}
