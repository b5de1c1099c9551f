import Diagnostics

/// A text together with the source that it is made of: what is found in the one has to be shown in the
/// other, where it is indented, folded, escaped or filled with variables.
struct WrittenText {
  let text: String
  let bytes: [UInt8]
  /// Where to point for what cannot be found.
  let head: SourceSpan
  /// The whole of what the text is made of.
  let source: SourceSpan

  init(_ text: String, head: SourceSpan, source: SourceSpan) {
    self.text = text
    self.bytes = Array(text.utf8)
    self.head = head
    self.source = source
  }

  /// Where a word of the text is written: the occurrence of the same number in the source. A word has
  /// no white space in it, so that no way of writing a text takes it apart. The head, when a variable
  /// or an alias brought the word in.
  func place(ofWord range: Range<Int>) -> SourceSpan {
    let word = Array(bytes[range])
    let before = Self.occurrences(of: word, in: bytes[..<range.lowerBound]).count
    let all = Self.occurrences(of: word, in: bytes[...]).count
    let written = Self.occurrences(of: word, in: source.file.text[source.start..<source.end])
    guard written.count == all, before < all else { return head }
    let start = written[before]
    return SourceSpan(file: source.file, start: start, end: start + word.count)
  }

  /// The line of the source on which the line of the text that starts at `start` begins.
  func place(ofLineAt start: Int) -> SourceSpan {
    let isWord = { (byte: UInt8) in byte > 0x20 }
    guard let first = bytes[start...].firstIndex(where: isWord) else { return head }
    let end = bytes[first...].firstIndex { !isWord($0) } ?? bytes.count
    let word = place(ofWord: first..<end)
    if word == head { return head }
    let line = word.file.range(ofLine: word.file.line(at: word.start))
    let last = word.file.text[line].lastIndex(where: isWord) ?? word.start
    return SourceSpan(
      file: word.file, start: word.start, end: max(word.end, min(last + 1, source.end)))
  }

  /// Where a text occurs, each byte in one occurrence at the most.
  private static func occurrences(of text: [UInt8], in bytes: ArraySlice<UInt8>) -> [Int] {
    guard let first = text.first else { return [] }
    var found: [Int] = []
    var index = bytes.startIndex
    while index + text.count <= bytes.endIndex {
      if bytes[index] == first, bytes[index..<index + text.count].elementsEqual(text) {
        found.append(index)
        index += text.count
      } else {
        index += 1
      }
    }
    return found
  }
}
