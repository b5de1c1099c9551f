package import Diagnostics
package import OrderedCollections

/// Where the lines of a text are written in a file.
package struct TextOrigin: Sendable, Equatable {
  /// Where the first line stands.
  package var first: SourceLocation
  /// The line of the file, from 1, for each line of the text; nil where they follow each other in both.
  package var lines: [Int]?

  package init(_ first: SourceLocation, lines: [Int]? = nil) {
    self.first = first
    self.lines = lines
  }

  /// Where a line of the text, from 0, is written.
  package func location(ofLine index: Int) -> SourceLocation {
    guard index > 0 else { return first }
    let line = lines.map { $0.indices.contains(index) ? $0[index] : $0.last ?? first.line }
    return SourceLocation(path: first.path, line: line ?? first.line + index, column: 1)
  }

  /// Whether the file's line does not tell which line of the text is meant, because it holds several:
  /// `"a\nb"`.
  package func isShared(atLine index: Int) -> Bool {
    guard let lines, lines.indices.contains(index) else { return false }
    return [index - 1, index + 1].contains {
      lines.indices.contains($0) && lines[$0] == lines[index]
    }
  }
}

/// Where a part of a value is written.
package struct WrittenPart: Sendable, Equatable {
  /// The key, or the beginning of a member of a list.
  package var source: SourceLocation
  /// Of a text of which each line has a place.
  package var text: TextOrigin?

  package init(_ source: SourceLocation, text: TextOrigin? = nil) {
    self.source = source
    self.text = text
  }
}

/// Where the parts of a value are written that somebody may be told of: those that changed.
package struct WrittenParts: Sendable, Equatable {
  /// In the order of the value, what stands inside behind what it stands in.
  package var byPath: OrderedDictionary<ValuePath, WrittenPart>

  package init(_ byPath: OrderedDictionary<ValuePath, WrittenPart> = [:]) {
    self.byPath = byPath
  }

  package var isEmpty: Bool { byPath.isEmpty }

  /// Where the part is written; else, what it stands in. nil where neither is known.
  package func source(of path: ValuePath) -> SourceLocation? {
    var path: ValuePath? = path
    while let place = path {
      if let part = byPath[place] { return part.source }
      path = place.parent
    }
    return nil
  }

  /// Where the lines of the text at `path` are written.
  package func text(at path: ValuePath) -> TextOrigin? { byPath[path]?.text }
}

/// Finds where the parts of declared values are written. They are looked up once a value turned out to
/// have changed, so that what has not changed costs nothing.
package protocol SourceMap: Sendable {
  /// Of the value that is written at `span`, the parts at `paths`; those that cannot be found are left
  /// out.
  func parts(_ paths: [ValuePath], of value: JSONValue, at span: SourceSpan) -> WrittenParts
}
