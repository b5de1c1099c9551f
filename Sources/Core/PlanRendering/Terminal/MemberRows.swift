import Diagnostics
import ResourceModel

/// The members of a list that came, went, moved or changed, by name.
struct MemberRows {
  let shape: VariantShape
  /// Where the members and what stands in them are written.
  let parts: WrittenParts
  let options: PlanRenderingOptions

  /// `place` is what the list's heading says of where.
  func render(
    _ difference: MemberDifference, after place: SourceLocation?, into page: inout Page,
    indent: Int
  ) {
    for edit in difference.edits {
      switch edit {
      case .added(let value, let path):
        let line = page.sign(.add)
          .appending(ValueSummary.member(value, of: shape), .added)
        var trail = PlaceTrail(after: place)
        page.line(line, indent: indent, end: trail.next(parts.source(of: path)))
        renderWhole(value, "+", .added, into: &page, indent: indent + 4)
      case .removed(let value):
        let line = page.sign(.remove).appending(name(of: value), .removed)
        FunctionRows(options: options)
          .renderHead(
            line, difference.verdict(on: value, in: shape), end: nil, into: &page, indent: indent)
      case .moved(let value, let from, let to):
        let place = "  is \(Self.ordinal(to)), was \(Self.ordinal(from))"
        page.line(
          page.sign(.reorder).appending(name(of: value)).appending(place, .faint), indent: indent)
      case .changed(let value, let path, let edits):
        let verdict = difference.verdict(on: value, in: shape)
        render(
          Member(value: value, name: name(of: value), path: path, edits: edits, verdict: verdict),
          after: place, into: &page, indent: indent)
      case .renamed(let value, from: let former, let path, let edits):
        let verdict = difference.verdict(on: value, in: shape)
        let identity = shape.variant(of: value)?.identity.map(ValuePath.Step.key) ?? []
        let formerName = verdict?.previousName.map(TerminalSafety.visibleOnOneLine)
        render(
          Member(
            value: value,
            name: "\(name(of: value)), was \(formerName ?? name(of: former))", path: path,
            edits: edits.filter { $0.path != path.appending(ValuePath(identity)) },
            verdict: verdict),
          after: place, into: &page, indent: indent)
      }
    }
  }

  private struct Member {
    let value: JSONValue
    let name: String
    let path: ValuePath
    let edits: [ValueEdit]
    let verdict: FunctionVerdict?
  }

  private func render(
    _ member: Member, after place: SourceLocation?, into page: inout Page, indent: Int
  ) {
    let rows = FunctionRows(options: options)
    var trail = PlaceTrail(after: place)
    let first = parts.source(of: member.edits.first?.path ?? member.path)
    let end = trail.next(first)
    rows.renderHead(
      page.sign(.update).appending(member.name), member.verdict, end: end, into: &page,
      indent: indent)
    let top = container(of: member.value).map(member.path.appending) ?? member.path
    EditRows(options: options, parts: parts)
      .render(member.edits, below: top, trail, into: &page, indent: indent + 4)
    rows.renderReasons(member.verdict, into: &page, indent: indent + 4)
  }

  private func name(of value: JSONValue) -> String { ValueSummary.name(of: value, in: shape) }

  /// The members of a list that is new, the first beside its name.
  func renderNew(
    _ members: [JSONValue], below head: StyledText, into page: inout Page, indent: Int
  ) {
    page.line(head, indent: indent)
    for member in members {
      page.line(ValueSummary.member(member, of: shape), indent: AttributeRows.indent + 2)
      renderWhole(member, " ", .plain, into: &page, indent: AttributeRows.indent + 4)
    }
  }

  private func renderWhole(
    _ value: JSONValue, _ sign: String, _ style: StyledText.Style, into page: inout Page,
    indent: Int
  ) {
    guard options.showsFullText else { return }
    for line in InlineValue.lines(of: value) { page.line("\(sign) \(line)", style, indent: indent) }
  }

  /// The key below which everything of a member stands: `function`.
  private func container(of value: JSONValue) -> String? {
    guard let identity = shape.variant(of: value)?.identity, identity.count > 1 else { return nil }
    return identity.first
  }

  private static func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100) {
    case (_, 11...13): "\(number)th"
    case (1, _): "\(number)st"
    case (2, _): "\(number)nd"
    case (3, _): "\(number)rd"
    default: "\(number)th"
    }
  }
}
