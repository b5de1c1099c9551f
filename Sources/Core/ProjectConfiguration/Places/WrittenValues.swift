import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A file that a value was read from.
struct IncludedSite: Sendable {
  /// `{ file: … }`
  let reference: SourceSpan
  let file: SourceFile
  /// Whether the file is the text itself, not YAML or JSON.
  var isText = false
  /// Of a text the line of the file for each of its lines; nil where they are the same.
  var lines: [Int]?
}

/// Where the parts of the values of one resource are written, in its file and in those that it names.
struct WrittenValues: SourceMap {
  let sites: [IncludedSite]
  let trees: SourceTrees

  func parts(_ paths: [ValuePath], ofValueAt span: SourceSpan) -> WrittenParts {
    guard let top = trees.node(at: span) else { return WrittenParts() }
    var parts = OrderedDictionary<ValuePath, WrittenPart>()
    for path in paths { parts[path] = part(path, below: top) }
    return WrittenParts(parts)
  }

  private func part(_ path: ValuePath, below top: YAMLNode) -> WrittenPart? {
    var node = top
    var place = top.span
    var previous: ValuePath.Step?
    for step in path.steps {
      defer { previous = step }
      guard let inside = tree(of: node) else { return nil }
      switch step {
      case .index(let index):
        guard let items = inside.sequence, items.indices.contains(index) else { return nil }
        node = items[index]
        place = node.span
      case .key(let key):
        let isVariant = if case .index? = previous { true } else { false }
        guard let entry = Self.entry(key, of: inside, isVariant: isVariant) else { return nil }
        node = entry.value
        place = entry.keySpan
      }
    }
    // A member that is a whole file stands there.
    if case .index? = path.steps.last, let site = site(of: node) {
      return WrittenPart(SourceLocation(path: site.file.path, line: 1, column: 1))
    }
    return WrittenPart(place.location, text: text(of: node))
  }

  /// Fields of a variant may as well be written under its name, as the API nests some of them.
  private static func entry(
    _ key: String, of node: YAMLNode, isVariant: Bool
  ) -> YAMLMapping.Entry? {
    guard let mapping = node.mapping else { return nil }
    if let entry = mapping[key] { return entry }
    guard isVariant else { return nil }
    return mapping.entries.lazy.compactMap { $0.value.mapping?[key] }.first
  }

  /// The lines of a text, where it has some of its own.
  private func text(of node: YAMLNode) -> TextOrigin? {
    if let site = site(of: node), site.isText {
      return TextOrigin(
        SourceLocation(path: site.file.path, line: 1, column: 1), lines: site.lines)
    }
    return node.scalar.flatMap { TextOrigin(of: $0, at: node.span, as: $0.text) }
  }

  private func tree(of node: YAMLNode) -> YAMLNode? {
    guard Inclusion.isReference(node) else { return node }
    return site(of: node).flatMap { trees.root(of: $0.file) }.flatMap(tree)
  }

  private func site(of node: YAMLNode) -> IncludedSite? {
    sites.first { $0.reference == node.span }
  }
}
