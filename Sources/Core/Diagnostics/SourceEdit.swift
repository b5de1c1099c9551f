extension SourceEdit {
  /// The text of `file` with all edits done; nil
  /// when edits belong to another file, reach past its end, or overlap. Two insertions at one place
  /// overlap too, since their order would be a guess, unless both add to a list: apply one, read the file again, and go on.
  package static func apply(_ edits: [SourceEdit], to file: SourceFile) -> [UInt8]? {
    let ordered = edits.enumerated().sorted { left, right in
      (left.element.span.start, left.element.span.end, left.offset)
        < (right.element.span.start, right.element.span.end, right.offset)
    }.map(\.element)
    var result: [UInt8] = []
    result.reserveCapacity(file.text.count)
    var previous: SourceEdit?
    var position = 0
    for edit in ordered {
      let span = edit.span
      guard span.file === file, span.start >= position, span.end <= file.text.count else {
        return nil
      }
      if let previous, previous.span.start == span.start, !(previous.appends && edit.appends) {
        return nil
      }
      result += file.text[position..<span.start]
      result += edit.replacement.utf8
      position = span.end
      previous = edit
    }
    result += file.text[position...]
    return result
  }
}
