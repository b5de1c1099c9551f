import Diagnostics

/// The part of a file that is YAML: the whole of it, or the front matter of a Markdown file.
struct SourceExtent {
  let file: SourceFile
  let range: Range<Int>

  func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(file: file, start: start, end: end)
  }

  /// The byte at an offset; nil outside of the extent.
  subscript(offset: Int) -> UInt8? { range.contains(offset) ? file.text[offset] : nil }

  /// Something to underline for a mistake at `offset`: the word that starts there, or the last
  /// visible character before it where only white space or the end follows.
  func visibleSpan(at offset: Int) -> SourceSpan {
    var start = min(max(offset, range.lowerBound), range.upperBound)
    if !isVisible(start) {
      while start > range.lowerBound, !isVisible(start) { start -= 1 }
      while start > range.lowerBound, isContinuation(start) { start -= 1 }
      return span(start, characterEnd(after: start))
    }
    var end = characterEnd(after: start)
    if let byte = self[start], isWordByte(byte) {
      while let byte = self[end], isWordByte(byte) { end += 1 }
    }
    return span(start, end)
  }

  /// The single character at an offset.
  func characterSpan(at offset: Int) -> SourceSpan { span(offset, characterEnd(after: offset)) }

  /// The range of the line that holds `offset`, without its line break, within the extent.
  func line(at offset: Int) -> Range<Int> {
    file.range(ofLine: file.line(at: min(offset, file.text.count))).clamped(to: range)
  }

  func isContinuation(_ offset: Int) -> Bool { self[offset].map { $0 & 0xC0 == 0x80 } ?? false }

  private func characterEnd(after start: Int) -> Int {
    var end = min(start + 1, range.upperBound)
    while isContinuation(end) { end += 1 }
    return end
  }

  private func isVisible(_ offset: Int) -> Bool { self[offset].map { $0 > 0x20 } ?? false }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...0xFF:
      true
    default: false
    }
  }
}
