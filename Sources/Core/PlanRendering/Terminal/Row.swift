import Diagnostics
import Planning
import ResourceModel

/// The beginning of an attribute's line.
struct Row {
  let name: String
  let nameWidth: Int
  var mark: Sign?
  var tag: String?
  var source: String?
  private let style: StyledText.Style

  init(_ change: AttributeChange, nameWidth: Int) {
    name = Self.name(of: change.path)
    self.nameWidth = nameWidth
    source = change.place.map(Self.place)
    switch change.cause {
    case .drift: (mark, tag, style) = (.drift, "changed outside, put back", .drift)
    case .conflict:
      (mark, tag, style) = (.conflict, "conflict: changed here and outside", .conflict)
    case .reset: (mark, tag, style) = (nil, "back to the server's default", .plain)
    case .unbased: (mark, tag, style) = (nil, "never written from here before", .plain)
    case .reordered: (mark, tag, style) = (nil, "the same values, keys in another order", .plain)
    case .changed: (mark, tag, style) = (nil, nil, .plain)
    }
  }

  /// The column at which the line starts; a mark stands before the names.
  var indent: Int { AttributeRows.indent - (mark == nil ? 0 : 2) }

  func head(_ value: StyledText = StyledText()) -> StyledText {
    var head = value.isEmpty ? label : labelled(value)
    if let tag { head.append("  \(tag)", style == .plain ? .faint : style) }
    return head
  }

  /// The value behind the name, without a remark.
  func labelled(_ value: StyledText) -> StyledText {
    let padding = String(repeating: " ", count: max(0, nameWidth - name.count) + 2)
    return label.appending(padding).appending(value)
  }

  /// The mark and the name.
  var label: StyledText {
    var label = StyledText()
    if let mark { label.append("\(mark.glyph) ", style) }
    label.append(name, .strong)
    return label
  }

  static func name(of path: AttributePath) -> String {
    TerminalSafety.visibleOnOneLine(path.description)
  }

  static func place(_ location: SourceLocation) -> String {
    "\(TerminalSafety.visibleOnOneLine(location.path)):\(location.line)"
  }
}
