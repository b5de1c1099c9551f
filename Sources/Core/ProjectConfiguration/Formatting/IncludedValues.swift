import ResourceModel
import YAMLSyntax

/// Follows `{ file: … }` from value to value: which files hold YAML, and of which shape.
///
/// It looks at what is written and resolves nothing: a path with a variable in it is not followed.
struct IncludedValues {
  private let library: FileLibrary
  /// What each file holds, in the order in which they were met.
  private(set) var found: [(path: ProjectPath, order: KeyOrder)] = []
  private var positions: [ProjectPath: Int] = [:]

  init(_ library: FileLibrary) { self.library = library }

  mutating func follow(_ resource: ResourceDeclaration) {
    for attribute in resource.schema.attributes where !attribute.isLifted {
      guard let entry = resource.node.mapping?[attribute.name] else { continue }
      follow(entry.value, attribute.field.shape, in: resource.place.path)
    }
  }

  private mutating func follow(_ node: YAMLNode, _ shape: ValueShape, in file: ProjectPath) {
    if case .string = shape { return }
    if case .map = shape { return }
    if Inclusion.isReference(node) {
      enter(node, shape, from: file)
      return
    }
    switch shape {
    case .object(let object): members(of: node, object.fields, in: file)
    case .list(let element, _):
      for item in node.sequence ?? [] { follow(item, element, in: file) }
    case .variants(let variants):
      members(of: node, variants.variants.flatMap(\.shape.fields), in: file)
    case .either(let shapes):
      // Only one of them can hold anything but a scalar.
      if node.scalar == nil { for shape in shapes { follow(node, shape, in: file) } }
    case .string, .number, .integer, .boolean, .enumeration, .map, .jsonSchema, .references, .files:
      break
    }
  }

  private mutating func members(of node: YAMLNode, _ fields: [FieldSchema], in file: ProjectPath) {
    for entry in node.mapping?.entries ?? [] {
      guard let field = fields.first(where: { $0.name == entry.key }) else { continue }
      follow(entry.value, field.shape, in: file)
    }
  }

  private mutating func enter(_ node: YAMLNode, _ shape: ValueShape, from file: ProjectPath) {
    guard let text = node.mapping?[Inclusion.fileKey]?.value.scalar?.text,
      !InterpolationPart.occurs(in: text), let path = Self.path(text, from: file.folder),
      [".yaml", ".yml"].contains(where: { path.name.hasSuffix($0) })
    else { return }
    let order = KeyOrder.value(shape)
    if let position = positions[path] {
      // Two places that read it differently have no common order.
      if found[position].order != order { found[position].order = .asWritten }
      return
    }
    positions[path] = found.count
    found.append((path, order))
    if case .success(let document) = library.document(at: path), let root = document.root {
      follow(root, shape, in: path)
    }
  }

  private static func path(_ text: String, from folder: ProjectPath) -> ProjectPath? {
    do throws(ProjectPath.Problem) {
      return try ProjectPath.resolve(text, from: folder)
    } catch {
      // Loading the configuration tells it.
      return nil
    }
  }
}
