import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A file that a value was read from.
struct IncludedSite: Sendable {
  /// `{ file: … }`
  let reference: SourceSpan
  /// The number of the site inside whose file the reference stands: one file may be read in several ways,
  /// each with variables of its own. nil in the resource's file.
  let parent: Int?
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

  func parts(_ paths: [ValuePath], of value: JSONValue, at span: SourceSpan) -> WrittenParts {
    guard let top = trees.node(at: span) else { return WrittenParts() }
    var parts = OrderedDictionary<ValuePath, WrittenPart>()
    for path in paths {
      parts[path] = part(path, below: top, text: value.value(at: path)?.string)
    }
    return WrittenParts(parts)
  }

  /// `text` is the part's, if it is one, with variables filled in.
  private func part(_ path: ValuePath, below top: YAMLNode, text: String?) -> WrittenPart? {
    var node = top
    var site: Int?
    var place = top.span
    var previous: ValuePath.Step?
    for step in path.steps {
      defer { previous = step }
      guard follow(&node, &site) else { return nil }
      switch step {
      case .index(let index):
        guard let items = node.sequence, items.indices.contains(index) else { return nil }
        node = items[index]
        place = node.span
      case .key(let key):
        let isVariant = if case .index? = previous { true } else { false }
        guard let entry = Self.entry(key, of: node, isVariant: isVariant) else { return nil }
        node = entry.value
        place = entry.keySpan
      }
    }
    let included = self.site(of: node, in: site).map { sites[$0] }
    // A member that is a whole file stands there.
    if case .index? = path.steps.last, let included {
      return WrittenPart(SourceLocation(path: included.file.path, line: 1, column: 1))
    }
    return WrittenPart(place.location, text: text.flatMap { origin(of: $0, at: node, included) })
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
  private func origin(
    of text: String, at node: YAMLNode, _ included: IncludedSite?
  ) -> TextOrigin? {
    if let included, included.isText {
      return TextOrigin(
        SourceLocation(path: included.file.path, line: 1, column: 1), lines: included.lines)
    }
    return node.scalar.flatMap { TextOrigin(of: $0, at: node.span, as: text) }
  }

  /// Goes on in the file that a reference names, as often as there is one; false where that is not known.
  private func follow(_ node: inout YAMLNode, _ site: inout Int?) -> Bool {
    while Inclusion.isReference(node) {
      guard let next = self.site(of: node, in: site), let root = trees.root(of: sites[next].file)
      else { return false }
      (node, site) = (root, next)
    }
    return true
  }

  private func site(of node: YAMLNode, in parent: Int?) -> Int? {
    sites.firstIndex { $0.reference == node.span && $0.parent == parent }
  }
}
