import Diagnostics
import Synchronization
import YAMLSyntax

/// The trees of files that a load has read and let go of: each is made once more when somebody asks for a
/// place in it.
///
/// Trees are many times as large as the text that they are made of, and of most files nobody ever asks.
final class SourceTrees: Sendable {
  private let roots = Mutex<[ObjectIdentifier: Tree]>([:])

  /// The file is held so that its identity stays its own.
  private struct Tree {
    let file: SourceFile
    let root: YAMLNode?
  }

  /// The top of a file, or of its front matter.
  func root(of file: SourceFile) -> YAMLNode? {
    roots.withLock { roots in
      if let known = roots[ObjectIdentifier(file)] { return known.root }
      let frontMatter = file.path.hasSuffix(".md") ? FrontMatter.split(file) : nil
      let root = frontMatter.map { $0.parse().root } ?? YAMLParser.parse(file).root
      roots[ObjectIdentifier(file)] = Tree(file: file, root: root)
      return root
    }
  }

  /// The node with this span.
  func node(at span: SourceSpan) -> YAMLNode? {
    root(of: span.file).flatMap { Self.find(span, in: $0) }
  }

  private static func find(_ span: SourceSpan, in node: YAMLNode) -> YAMLNode? {
    if node.span == span { return node }
    let children =
      switch node.content {
      case .scalar: [YAMLNode]()
      case .sequence(let items): items
      case .mapping(let mapping): mapping.entries.map(\.value)
      }
    // What an alias or a merge key brings in stands elsewhere, and is found there.
    for child in children where child.span.start <= span.start && span.end <= child.span.end {
      if let found = find(span, in: child) { return found }
    }
    return nil
  }
}
