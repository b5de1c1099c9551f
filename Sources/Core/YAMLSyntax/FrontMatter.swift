package import Diagnostics

/// The YAML at the start of a Markdown file, between a first line `---` and the next line `---`.
package struct FrontMatter: Sendable {
  package let file: SourceFile
  /// The bytes of the YAML, without the lines `---`.
  package let yaml: Range<Int>
  /// The bytes after the closing line: the text proper.
  package let body: Range<Int>
  /// The opening line `---`.
  package let opening: SourceSpan
  /// False when no closing line was found: the rest of the file is neither YAML nor body then.
  package let isClosed: Bool

  /// The front matter of a file; nil when its first line is not `---`.
  package static func split(_ file: SourceFile) -> FrontMatter? {
    let whole = file.rangeWithoutByteOrderMark
    let first = file.range(ofLine: 0).clamped(to: whole)
    guard isFence(file, first) else { return nil }
    let opening = SourceSpan(file: file, start: first.lowerBound, end: first.lowerBound + 3)
    for line in file.lineStarts.indices.dropFirst() where isFence(file, file.range(ofLine: line)) {
      let isLast = line + 1 == file.lineStarts.count
      let body = isLast ? file.text.count : file.lineStarts[line + 1]
      return FrontMatter(
        file: file, yaml: file.lineStarts[1]..<file.lineStarts[line], body: body..<file.text.count,
        opening: opening, isClosed: true)
    }
    let end = file.text.count
    return FrontMatter(
      file: file, yaml: end..<end, body: end..<end, opening: opening, isClosed: false)
  }

  /// The tree of the YAML, with spans that point into the whole file.
  package func parse() -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    guard isClosed else { return (nil, [.frontMatterNotClosed(at: opening)]) }
    return YAMLParser.parse(SourceExtent(file: file, range: yaml))
  }

  /// Exactly `---`; only white space may follow.
  private static func isFence(_ file: SourceFile, _ line: Range<Int>) -> Bool {
    line.count >= 3 && file.text[line].prefix(3).allSatisfy { $0 == UInt8(ascii: "-") }
      && file.text[line].dropFirst(3).allSatisfy {
        $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
      }
  }
}
