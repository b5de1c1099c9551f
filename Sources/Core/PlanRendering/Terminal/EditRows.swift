import Diagnostics
import ResourceModel

/// The places at which a JSON value changes, one below the other.
struct EditRows {
  let options: PlanRenderingOptions
  /// Where the parts of the value are written.
  let parts: WrittenParts

  /// `top` is what all of them stand in, and `trail` what was said of where.
  func render(
    _ edits: [ValueEdit], below top: ValuePath = ValuePath(), _ trail: PlaceTrail,
    into page: inout Page, indent: Int
  ) {
    var trail = trail
    for edit in edits { render(edit, below: top, &trail, into: &page, indent: indent) }
  }

  private func render(
    _ edit: ValueEdit, below top: ValuePath, _ trail: inout PlaceTrail, into page: inout Page,
    indent: Int
  ) {
    let name = TerminalSafety.visibleOnOneLine(edit.path.relative(to: top).description)
    let head = name.isEmpty ? StyledText() : StyledText(name).appending("  ")
    if case .changed(.string(let old), .string(let new)) = edit.kind,
      !fits(head, old, new, page, indent)
    {
      let block = TextBlock(
        from: old, to: new, origin: parts.text(at: edit.path),
        otherwise: parts.source(of: edit.path), options: options)
      let end = block.namesPlaces ? nil : trail.next(parts.source(of: edit.path))
      return render(block, head, end: end, into: &page, indent: indent)
    }
    let end = trail.next(parts.source(of: edit.path))
    switch edit.kind {
    case .changed(let old, let new):
      let shown = InlineValue.pair(old, new, text: InlineValue.quoted)
      page.arrow(head, from: shown.old, to: shown.new, indent: indent, end: end)
    case .added(let value):
      render(value, "+", .added, name: name, into: &page, indent: indent, end: end)
    case .removed(let value):
      render(value, "-", .removed, name: name, into: &page, indent: indent, end: end)
    case .members(let removed, let added):
      let shown = InlineValue.quoted(removed, added)
      page.members(head, left: shown.old, came: shown.new, indent: indent, end: end)
    case .order(let old, let new):
      let shown = InlineValue.quoted(old, new)
      renderOrder(head, shown.old, shown.new, &page, indent, end: end)
    case .keyOrder(let old, let new):
      let quote = { (key: String) in InlineValue.text(.string(key)) }
      renderOrder(head, old.map(quote), new.map(quote), &page, indent, end: end)
    }
  }

  private func renderOrder(
    _ head: StyledText, _ old: [String], _ new: [String], _ page: inout Page, _ indent: Int,
    end: String?
  ) {
    page.line(head.appending("in another order", .faint), indent: indent, end: end)
    page.line("- \(old.joined(separator: ", "))", .removed, indent: indent + 2)
    page.line("+ \(new.joined(separator: ", "))", .added, indent: indent + 2)
  }

  /// A value that came or went: behind its name where it is short, else below it.
  private func render(
    _ value: JSONValue, _ sign: String, _ style: StyledText.Style, name: String,
    into page: inout Page, indent: Int, end: String?
  ) {
    let text = InlineValue.quoted(value)
    let head = StyledText("\(sign) \(name)", style)
    if value.isScalar || InlineValue.isShort(text) {
      page.line(head.appending("  \(text)", style), indent: indent, end: end)
      return
    }
    page.line(head, indent: indent, end: end)
    for line in InlineValue.lines(of: value) {
      page.line("\(sign) \(line)", style, indent: indent + 2)
    }
  }

  private func render(
    _ block: TextBlock, _ head: StyledText, end: String?, into page: inout Page, indent: Int
  ) {
    let room = page.room(behind: indent).map { $0 - head.columns }
    let placed = block.summaryWithPlace(room: room)
    page.line(head.appending(placed ?? block.summary), indent: indent, end: end)
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
