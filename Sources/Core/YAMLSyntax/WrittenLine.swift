/// A line as a person reads it: its indentation, its key, its value.
struct WrittenLine {
  private let source: SourceExtent
  let range: Range<Int>
  /// Where the text starts: behind the indentation and the dashes of list items.
  let content: Int

  init(_ source: SourceExtent, at offset: Int) {
    self.source = source
    range = source.line(at: offset)
    var start = range.lowerBound
    while start < range.upperBound {
      let isItem = source[start] == UInt8(ascii: "-") && source[start + 1] == UInt8(ascii: " ")
      guard source[start] == UInt8(ascii: " ") || isItem else { break }
      start += 1
    }
    content = start
  }

  /// The colon after the key; nil on a line without one.
  var colon: Int? {
    var quote: UInt8?
    for offset in content..<range.upperBound {
      let byte = source[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if offset == content, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ":"), isBlank(offset + 1) {
        return offset
      }
    }
    return nil
  }

  /// Where the value starts: after the key, or after the dash of a list item. Nil without a value.
  var value: Int? {
    var start = colon.map { $0 + 1 } ?? content
    while start < range.upperBound, isBlank(start) { start += 1 }
    return start < range.upperBound ? start : nil
  }

  /// The colon of a line such as `name:value`, which lacks the space; nil for `https://…`.
  var gluedColon: Int? {
    for offset in content..<range.upperBound {
      guard let byte = source[offset] else { return nil }
      if byte == UInt8(ascii: ":") {
        let isGlued = offset > content && !isBlank(offset + 1)
        return isGlued && source[offset + 1] != UInt8(ascii: "/") ? offset : nil
      }
      let isName =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      if !isName { return nil }
    }
    return nil
  }

  /// The line `...`, which ends a document.
  var isDocumentEnd: Bool {
    content == range.lowerBound && range.count >= 3
      && (content..<content + 3).allSatisfy { source[$0] == UInt8(ascii: ".") }
  }

  /// The last line before this one that has text; nil at the start.
  var previous: WrittenLine? {
    var start = range.lowerBound
    while start > source.range.lowerBound {
      let line = WrittenLine(source, at: start - 1)
      if line.content < line.range.upperBound { return line }
      guard line.range.lowerBound < start else { return nil }
      start = line.range.lowerBound
    }
    return nil
  }

  private func isBlank(_ offset: Int) -> Bool {
    guard offset < range.upperBound, let byte = source[offset] else { return true }
    return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
