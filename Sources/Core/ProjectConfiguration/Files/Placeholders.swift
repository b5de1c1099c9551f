import Diagnostics
import ResourceModel

/// What fills `{{name}}` in a file. Without `variables:` beside `file:`, braces are just text.
///
/// A class because it remembers which names were asked for, wherever in the file.
final class Placeholders {
  struct Variable {
    var name: String
    var text: String
    var span: SourceSpan
  }

  private let variables: [Variable]
  private let span: SourceSpan
  private var used: Set<String> = []
  /// The variables that placeholders without a value were most likely meant to name.
  private var mistyped: Set<String> = []

  /// - Parameter span: the key `variables:`.
  init(_ variables: [Variable], span: SourceSpan) {
    self.variables = variables
    self.span = span
  }

  /// Whether a text may hold a placeholder: one search of its bytes.
  static func occur(in text: String) -> Bool {
    var previousWasBrace = false
    for byte in text.utf8 {
      let isBrace = byte == UInt8(ascii: "{")
      if isBrace, previousWasBrace { return true }
      previousWasBrace = isBrace
    }
    return false
  }

  /// The text with its placeholders filled; nil when one has no value, which is reported at its
  /// place in `source`. Braces around anything but a name are text.
  func fill(_ text: String, in source: SourceSpan, to findings: Findings) -> String? {
    var result = ""
    var rest = Substring(text)
    var from = source.start
    var isWhole = true
    while let open = rest.firstPair(UInt8(ascii: "{")) {
      let inside = rest[rest.utf8.index(open, offsetBy: 2)...]
      guard let close = inside.firstPair(UInt8(ascii: "}")),
        let name = Self.name(inside[..<close])
      else {
        // Not a placeholder: the next one may start at the second brace.
        let next = rest.utf8.index(after: open)
        result += rest[..<next]
        rest = rest[next...]
        continue
      }
      let end = inside.utf8.index(close, offsetBy: 2)
      let written = String(rest[open..<end])
      let place = source.find(written, from: from)
      from = place?.end ?? from
      result += rest[..<open]
      rest = rest[end...]
      if let variable = variables.first(where: { $0.name == name }) {
        used.insert(name)
        result += variable.text
      } else {
        LeftoverPlaceholder.report(
          name, known: variables.map(\.name), at: place ?? source, variables: span, to: findings)
        if let meant = Suggestion.nearest(to: name, in: variables.map(\.name)) {
          mistyped.insert(meant)
        }
        isWhole = false
      }
    }
    result += rest
    return isWhole ? result : nil
  }

  /// For each line of the filled text, the line of the file, from 1, that it comes of; nil where they are
  /// the same, because no value holds a line feed.
  func fileLines(of text: String) -> [Int]? {
    guard variables.contains(where: { $0.text.contains(byte: 0x0A) }) else { return nil }
    // A placeholder never reaches over a line's end.
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      let filled = fill(String($1), in: span, to: Findings()) ?? ""
      return Array(repeating: $0 + 1, count: filled.utf8.count { $0 == 0x0A } + 1)
    }
  }

  func reportUnused(in path: String, to findings: Findings) {
    for variable in variables
    where !used.contains(variable.name) && !mistyped.contains(variable.name) {
      UnusedPlaceholderVariable.report(
        variable.name, path: path, at: variable.span, to: findings)
    }
  }

  /// The name between the braces, with or without spaces around it.
  private static func name(_ inside: Substring) -> String? {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = inside.utf8.firstIndex(where: { !isSpace($0) }),
      let last = inside.utf8.lastIndex(where: { !isSpace($0) })
    else { return nil }
    let name = String(inside[first...last])
    return Grammar.isVariableName(name) ? name : nil
  }
}

extension Substring {
  /// Where two of the byte stand next to each other.
  fileprivate func firstPair(_ byte: UInt8) -> String.Index? {
    var rest = utf8[...]
    while let first = rest.firstIndex(of: byte) {
      let next = utf8.index(after: first)
      if next < endIndex, utf8[next] == byte { return first }
      rest = utf8[next...]
    }
    return nil
  }
}
