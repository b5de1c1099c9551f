import Diagnostics

extension SourceExtent {
  /// The tag of the node that starts at `start`, which an anchor may stand before.
  func tagSpan(from start: Int) -> SourceSpan {
    var first = start
    while let byte = self[first], byte != UInt8(ascii: "!") { first += 1 }
    var end = first
    while let byte = self[end], byte > 0x20, !Self.flowIndicators.contains(byte) { end += 1 }
    return span(first, end)
  }

  /// A span without what follows its first line: a whole block is too much to underline.
  func firstLine(of span: SourceSpan) -> SourceSpan {
    self.span(span.start, min(span.end, max(span.start, line(at: span.start).upperBound)))
  }

  private static let flowIndicators: Set<UInt8> = [
    UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
  ]
}
