/// Files whose texts are not at hand, as blank ones that are just large enough to point into: places of
/// them can be named, not shown. One file a path, however many places it has.
package struct BlankFiles {
  private let files: [String: SourceFile]

  package init(holding places: [SourceLocation]) {
    files = Dictionary(grouping: places, by: \.path).mapValues { places in
      var widths: [Int: Int] = [:]
      for place in places { widths[place.line] = max(widths[place.line] ?? 0, place.column) }
      var text: [UInt8] = []
      for line in stride(from: 1, through: widths.keys.max() ?? 1, by: 1) {
        text += repeatElement(UInt8(ascii: " "), count: max(0, widths[line] ?? 0))
        text.append(UInt8(ascii: "\n"))
      }
      return SourceFile(path: places[0].path, text: text)
    }
  }

  /// One character at one of the places that the files were made for.
  package func span(at place: SourceLocation) -> SourceSpan {
    let file = files[place.path] ?? SourceFile(path: place.path, text: " ")
    let line = max(1, min(place.line, file.lineStarts.count))
    let start = min(file.lineStarts[line - 1] + max(0, place.column - 1), file.text.count)
    return SourceSpan(file: file, start: start, end: min(start + 1, file.text.count))
  }
}
