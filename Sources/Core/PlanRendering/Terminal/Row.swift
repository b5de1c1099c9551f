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
  let textPlace: String?
  private let style: StyledText.Style

  init(_ change: AttributeChange, nameWidth: Int) {
    name = Self.name(of: change.path)
    self.nameWidth = nameWidth
    source = change.source.map(Self.place)
    textPlace = (change.textOrigin ?? change.source).map(Self.place)
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
    var head = StyledText()
    if let mark { head.append("\(mark.rawValue) ", style) }
    head.append(name, .strong)
    if !value.isEmpty {
      head.append(String(repeating: " ", count: max(0, nameWidth - name.count) + 2))
      head.append(value)
    }
    if let tag { head.append("  \(tag)", style == .plain ? .faint : style) }
    return head
  }

  static func name(of path: AttributePath) -> String {
    TerminalSafety.visibleOnOneLine(path.description)
  }

  static func place(_ location: SourceLocation) -> String {
    "\(TerminalSafety.visibleOnOneLine(location.path)):\(location.line)"
  }
}

extension Page {
  /// `0.2 → 0.4` behind a row's name, or below it where there is no room.
  mutating func arrow(_ row: Row, from old: String, to new: String) {
    var value = StyledText(old, .removed)
    value.append(" → ")
    value.append(new, .added)
    let head = row.head(value)
    if hasRoom(for: head.columns, indent: row.indent) {
      line(head, indent: row.indent, end: row.source)
    } else {
      line(row.head(), indent: row.indent, end: row.source)
      line("- \(old)", .removed, indent: AttributeRows.indent + 2)
      line("+ \(new)", .added, indent: AttributeRows.indent + 2)
    }
  }
}
