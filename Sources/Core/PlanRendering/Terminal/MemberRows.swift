import Diagnostics
import ResourceModel

/// The members of a list that came, went, moved or changed, by name.
struct MemberRows {
  let shape: VariantShape
  let options: PlanRenderingOptions

  func render(_ difference: MemberDifference, into page: inout Page, indent: Int) {
    for edit in difference.edits {
      switch edit {
      case .added(let value):
        let line = page.sign(.create)
          .appending(ValueSummary.member(value, of: shape), .added)
        page.line(line, indent: indent)
        renderWhole(value, "+", .added, into: &page, indent: indent + 4)
      case .removed(let value):
        let line = page.sign(.delete).appending(name(of: value), .removed)
        FunctionRows(options: options)
          .renderHead(line, verdict(on: value, in: difference), into: &page, indent: indent)
      case .moved(let value, let from, let to):
        let place = "  is \(Self.ordinal(to)), was \(Self.ordinal(from))"
        page.line(
          page.sign(.reorder).appending(name(of: value)).appending(place, .faint), indent: indent)
      case .changed(let value, let edits):
        render(value, named: name(of: value), edits, difference, into: &page, indent: indent)
      case .renamed(let value, from: let former, let edits):
        let edits = edits.filter { edit in
          shape.variant(of: value).map { $0.identity.joined(separator: ".") }
            != edit.path.description
        }
        let formerName = verdict(on: value, in: difference)?.previousName
          .map(TerminalSafety.visibleOnOneLine)
        render(
          value, named: "\(name(of: value)), was \(formerName ?? name(of: former))", edits,
          difference, into: &page, indent: indent)
      }
    }
  }

  private func render(
    _ value: JSONValue, named name: String, _ edits: [ValueEdit],
    _ difference: MemberDifference, into page: inout Page, indent: Int
  ) {
    let rows = FunctionRows(options: options)
    let verdict = verdict(on: value, in: difference)
    rows.renderHead(
      page.sign(.update).appending(name), verdict, into: &page, indent: indent)
    EditRows(options: options)
      .render(edits, dropping: container(of: value), into: &page, indent: indent + 4)
    rows.renderReasons(verdict, into: &page, indent: indent + 4)
  }

  private func name(of value: JSONValue) -> String { ValueSummary.name(of: value, in: shape) }

  private func verdict(on value: JSONValue, in difference: MemberDifference) -> FunctionVerdict? {
    difference.verdict(on: value, in: shape)
  }

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
