extension SourceEdit {
  /// The text of `file` with all edits done; nil
  /// when edits belong to another file, reach past its end, or overlap. Two insertions at one place
  /// overlap too, since their order would be a guess: apply one, read the file again, and go on.
  package static func apply(_ edits: [SourceEdit], to file: SourceFile) -> [UInt8]? {
    let ordered = edits.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    var result: [UInt8] = []
    result.reserveCapacity(file.text.count)
    var previous: SourceSpan?
    var position = 0
    for edit in ordered {
      let span = edit.span
      guard span.file === file, span.start >= position, span.end <= file.text.count else {
        return nil
      }
      if let previous, previous.start == span.start { return nil }
      result += file.text[position..<span.start]
      result += edit.replacement.utf8
      position = span.end
      previous = span
    }
    result += file.text[position...]
    return result
  }
}
