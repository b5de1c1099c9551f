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
        page.line("+ \(ValueSummary.member(value, of: shape))", .added, indent: indent)
        renderWhole(value, "+", .added, into: &page, indent: indent + 4)
      case .removed(let value):
        page.line("- \(ValueSummary.name(of: value, in: shape))", .removed, indent: indent)
      case .moved(let value, let from, let to):
        var line = StyledText("↕ ", .changed)
        line.append(ValueSummary.name(of: value, in: shape))
        line.append("  now \(Self.ordinal(to)), was \(Self.ordinal(from))", .faint)
        page.line(line, indent: indent)
      case .changed(let value, let edits):
        var line = StyledText("~ ", .changed)
        line.append(ValueSummary.name(of: value, in: shape))
        page.line(line, indent: indent)
        EditRows(options: options)
          .render(edits, dropping: container(of: value), into: &page, indent: indent + 4)
      case .renamed(let value, from: let former, let edits):
        var line = StyledText("~ ", .changed)
        line.append(ValueSummary.name(of: value, in: shape))
        line.append("  was \(ValueSummary.name(of: former, in: shape))", .faint)
        page.line(line, indent: indent)
        EditRows(options: options)
          .render(edits, dropping: container(of: value), into: &page, indent: indent + 4)
      }
    }
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
