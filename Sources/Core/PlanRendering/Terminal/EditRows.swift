import Diagnostics
import ResourceModel

/// The places at which a JSON value changes, one below the other.
struct EditRows {
  let options: PlanRenderingOptions

  /// `dropping` is a first key that all places share and that says nothing.
  func render(
    _ edits: [ValueEdit], dropping key: String? = nil, into page: inout Page, indent: Int
  ) {
    for edit in edits {
      let path = key.map { edit.path.dropping($0) } ?? edit.path
      render(edit.kind, at: path.description, into: &page, indent: indent)
    }
  }

  private func render(
    _ kind: ValueEdit.Kind, at path: String, into page: inout Page, indent: Int
  ) {
    let name = TerminalSafety.visibleOnOneLine(path)
    let head = name.isEmpty ? StyledText() : StyledText(name).appending("  ")
    switch kind {
    case .changed(.string(let old), .string(let new)) where !fits(head, old, new, page, indent):
      renderText(name, from: old, to: new, into: &page, indent: indent)
    case .changed(let old, let new):
      page.arrow(
        head, from: InlineValue.quoted(old), to: InlineValue.quoted(new), indent: indent)
    case .added(let value):
      render(value, "+", .added, name: name, into: &page, indent: indent)
    case .removed(let value):
      render(value, "-", .removed, name: name, into: &page, indent: indent)
    case .members(let removed, let added):
      page.members(
        head, left: removed.map(InlineValue.quoted), came: added.map(InlineValue.quoted),
        indent: indent)
    case .order(let old, let new):
      renderOrder(head, old.map(InlineValue.quoted), new.map(InlineValue.quoted), &page, indent)
    case .keyOrder(let old, let new):
      let quote = { (key: String) in InlineValue.text(.string(key)) }
      renderOrder(head, old.map(quote), new.map(quote), &page, indent)
    }
  }

  private func renderOrder(
    _ head: StyledText, _ old: [String], _ new: [String], _ page: inout Page, _ indent: Int
  ) {
    page.line(head.appending("in another order", .faint), indent: indent)
    page.line("- \(old.joined(separator: ", "))", .removed, indent: indent + 2)
    page.line("+ \(new.joined(separator: ", "))", .added, indent: indent + 2)
  }

  /// A value that came or went: behind its name where it is short, else below it.
  private func render(
    _ value: JSONValue, _ sign: String, _ style: StyledText.Style, name: String,
    into page: inout Page, indent: Int
  ) {
    let text = InlineValue.quoted(value)
    let head = StyledText("\(sign) \(name)", style)
    if value.isScalar || InlineValue.isShort(text) {
      page.line(head.appending("  \(text)", style), indent: indent)
      return
    }
    page.line(head, indent: indent)
    for line in InlineValue.lines(of: value) {
      page.line("\(sign) \(line)", style, indent: indent + 2)
    }
  }

  private func renderText(
    _ name: String, from old: String, to new: String, into page: inout Page, indent: Int
  ) {
    let block = TextBlock(from: old, to: new, origin: nil, options: options)
    let head = StyledText(name).appending("  ")
    let room = page.room(behind: indent).map { $0 - head.columns }
    let placed = block.summaryWithPlace(room: room)
    page.line(head.appending(placed ?? block.summary), indent: indent)
    block.render(into: &page, indent: indent + 2, isPlaceKnown: placed != nil)
  }

  /// Whether two texts stand on one line with an arrow between them.
  private func fits(
    _ head: StyledText, _ old: String, _ new: String, _ page: Page, _ indent: Int
  ) -> Bool {
    guard InlineValue.isShort(old), InlineValue.isShort(new) else { return false }
    let columns = [old, new].map { DisplayWidth.columns(of: InlineValue.quoted(.string($0))) }
    return columns.allSatisfy { $0 <= 26 }
      || page.hasRoom(for: head.columns + columns[0] + columns[1] + 3, indent: indent)
  }
}
