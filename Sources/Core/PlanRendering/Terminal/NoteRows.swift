import Diagnostics
import Planning
import ResourceModel

/// Values that somebody changed outside and nobody declared: short ones beside their names, of others
/// what tells them apart, and all of them where whole texts are shown.
struct NoteRows {
  /// More members of a list than this are counted.
  private static let mostMembers = 8
  private static let indent = AttributeRows.indent

  let schema: ResourceSchema?
  let options: PlanRenderingOptions

  func render(_ note: AttributeNote, into page: inout Page) {
    let head = "changed outside, not declared: \(Row.name(of: note.path))"
    if case .list(of: .variants(let shape), _)? = schema?.shape(at: note.path),
      case .array(let members) = note.observed, !members.isEmpty
    {
      return render(members, of: shape, head, into: &page)
    }
    let text = InlineValue.text(note.observed)
    if InlineValue.isShort(text) {
      page.line("\(head) \(text)", .faint, indent: Self.indent)
    } else if options.showsFullText {
      page.line("\(head)  \(size(of: note.observed))", .faint, indent: Self.indent)
      for line in lines(of: note.observed) {
        page.line(line.isEmpty ? "" : "    \(line)", .faint, indent: Self.indent - 2)
      }
    } else {
      let start = InlineValue.cut(text, to: InlineValue.widest)
      page.line(
        "\(head) \(start) (\(size(of: note.observed)); --full shows it)", .faint,
        indent: Self.indent)
    }
  }

  /// `function look_up, file_search`
  private func render(
    _ members: [JSONValue], of shape: VariantShape, _ head: String, into page: inout Page
  ) {
    guard !options.showsFullText else {
      return MemberRows(shape: shape, parts: WrittenParts(), options: options)
        .renderNew(members, below: StyledText(head, .faint), into: &page, indent: Self.indent)
    }
    let names = members.prefix(Self.mostMembers).map { ValueSummary.name(of: $0, in: shape) }
    let rest = members.count - names.count
    page.line(
      "\(head) \(names.joined(separator: ", "))"
        + (rest > 0 ? " and \(rest) more; --full shows them" : ""), .faint, indent: Self.indent)
  }

  private func size(of value: JSONValue) -> String {
    InlineValue.size(of: value.string ?? JSONWriter.string(value))
  }

  private func lines(of value: JSONValue) -> [String] {
    guard let text = value.string else { return InlineValue.lines(of: value) }
    let lines = TextLines(text)
    return (0..<lines.count).map { VisibleWhitespace.shown(lines[$0], endsLine: true) }
  }
}
