package import Diagnostics

/// YAML text to a tree in which every node knows its place.
///
/// libyaml splits the text into events, and `Composer` makes the tree. The first mistake in syntax
/// ends the reading of a file; mistakes in what is written are all collected.
package enum YAMLParser {
  /// The tree of a file with one document. The root is nil for an empty document. With errors among
  /// the diagnostics, the root is missing or is only a part, good for further checks alone.
  package static func parse(
    _ file: SourceFile
  ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    parse(SourceExtent(file: file, range: file.rangeWithoutByteOrderMark))
  }

  static func parse(_ source: SourceExtent) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    guard !source.range.isEmpty else { return (nil, []) }
    return source.file.text.withUnsafeBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes[source.range])
      guard let events = EventReader(source, bytes: part) else {
        let start = source.visibleSpan(at: source.range.lowerBound)
        return (nil, [.syntax("ran out of memory", context: "", at: start)])
      }
      var composer = Composer(source, events: events)
      let root = composer.root()
      return (root, composer.diagnostics)
    }
  }
}

extension SourceFile {
  /// Everything but a byte order mark at the start.
  var rangeWithoutByteOrderMark: Range<Int> {
    (text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<text.count
  }
}
