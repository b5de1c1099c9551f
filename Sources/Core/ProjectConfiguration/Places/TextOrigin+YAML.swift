import Diagnostics
import ResourceModel
import YAMLSyntax

extension TextOrigin {
  /// Of a text that is written as a scalar; nil where it stands on the line of its key, and where its
  /// lines cannot be told: behind an alias, or where a variable brought some in.
  init?(of scalar: YAMLScalar, at span: SourceSpan, as text: String) {
    let isBlock = scalar.style == .literal || scalar.style == .folded
    guard isBlock || text.contains(byte: 0x0A), scalar.text.lineFeeds == text.lineFeeds,
      let lines = scalar.fileLines(at: span), let line = lines.first
    else { return nil }
    let first =
      isBlock ? SourceLocation(path: span.file.path, line: line, column: 1) : span.location
    self.init(first, lines: lines.elementsEqual(line..<line + lines.count) ? nil : lines)
  }
}

extension String {
  fileprivate var lineFeeds: Int { utf8.count { $0 == 0x0A } }
}
