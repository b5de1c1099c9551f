import Diagnostics
import Planning
import ResourceModel

/// The lines of one changed attribute: its name, what becomes of it, and where that is declared.
struct AttributeRows {
  static let indent = 4

  let schema: ResourceSchema?
  let references: ReferenceNames
  let options: PlanRenderingOptions
  /// The columns of the names, for values to stand below each other.
  let nameWidth: Int

  func render(_ change: AttributeChange, into page: inout Page) {
    guard let before = change.comparedBefore(in: schema) else {
      return renderNew(change, into: &page)
    }
    let row = Row(change, nameWidth: nameWidth)
    page.use(row.mark)
    if let members = change.memberDifference(in: schema) {
      // The only member that changes is where the list does.
      let only = members.difference.onlyChangedPath.flatMap(change.parts.source)
      page.heading(row, end: only.map(Row.place) ?? row.source)
      MemberRows(shape: members.shape, parts: change.parts, options: options)
        .render(members.difference, after: only, into: &page, indent: Self.indent + 2)
      return
    }
    switch (change.after, schema?.shape(at: change.path), before, change.after.json ?? .null) {
    case (.references(let after), _, _, _):
      page.arrow(row, from: references.text(before), to: references.text(after))
    case (_, .references, _, let after):
      page.arrow(row, from: references.text(before), to: references.text(after))
    case (_, _, let old, let new) where isLongText(old) || isLongText(new):
      renderText(row, from: old.string ?? "", to: new.string ?? "", of: change, into: &page)
    case (_, _, .object, .object), (_, _, .array, .array):
      let edits = ValueDifference(comparesKeyOrder: change.cause == .reordered)
        .edits(from: before, to: change.after.json ?? .null)
      let first = edits.first.flatMap { change.parts.source(of: $0.path) } ?? change.source
      page.heading(row, end: first.map(Row.place))
      EditRows(options: options, parts: change.parts)
        .render(edits, PlaceTrail(after: first), into: &page, indent: Self.indent + 2)
    case (_, _, let old, let new)
    where [old, new].contains { !InlineValue.isShort(InlineValue.text($0)) }:
      page.heading(row, end: row.source)
      for (value, sign, style) in [(old, "-", StyledText.Style.removed), (new, "+", .added)] {
        for line in value.isScalar ? [InlineValue.text(value)] : InlineValue.lines(of: value) {
          page.line("\(sign) \(line)", style, indent: Self.indent + 2)
        }
      }
    case (_, _, let old, let new):
      let shown = InlineValue.pair(old, new)
      page.arrow(row, from: shown.old, to: shown.new)
    }
  }

  /// Drift that stays: what is there, and what was declared.
  func renderHeld(_ change: AttributeChange, into page: inout Page) {
    var row = Row(change, nameWidth: nameWidth)
    row.mark = .stay
    page.use(.stay)
    row.tag = "changed outside; left in place"
    let before = change.before ?? .null
    let found: String
    if isLongText(before) || isLongText(change.after.json ?? .null) {
      let block = TextBlock(
        from: change.after.json?.string ?? "", to: before.string ?? "", origin: nil,
        otherwise: nil, options: options)
      found = "another text, \(block.summary.plain)"
    } else if before.isScalar {
      let shown = InlineValue.pair(before, change.after.json ?? .null)
      found = "\(shown.old), declared \(shown.new)"
    } else {
      found = "another value"
    }
    page.line(row.head(StyledText(found)), indent: row.indent, end: row.source)
  }

  // MARK: - Texts

  private func renderText(
    _ row: Row, from old: String, to new: String, of change: AttributeChange, into page: inout Page
  ) {
    if !options.showsFullText, old.isEmpty || new.isEmpty {
      let text =
        old.isEmpty
        ? StyledText("+ \(InlineValue.size(of: new))", .added)
        : StyledText("− \(InlineValue.size(of: old))", .removed)
      page.heading(row, text, end: row.source)
      return
    }
    let block = TextBlock(
      from: old, to: new, limit: change.textLimit(in: schema), origin: change.textOrigin,
      otherwise: change.source, options: options)
    let used = row.head(StyledText(" ")).columns - 1
    let placed = block.summaryWithPlace(room: page.room(behind: row.indent).map { $0 - used })
    page.heading(
      row, placed ?? block.summary, end: block.namesPlaces ? nil : row.source)
    block.render(into: &page, indent: Self.indent + 2, isPlaceKnown: placed != nil)
  }

  private func isLongText(_ value: JSONValue) -> Bool {
    value.string.map { !InlineValue.isShort($0) } ?? false
  }

  // MARK: - New values

  private func renderNew(_ change: AttributeChange, into page: inout Page) {
    var row = Row(change, nameWidth: nameWidth)
    row.source = nil
    switch (change.after, schema?.shape(at: change.path)) {
    case (.references(let items), _):
      page.line(row.head(StyledText(references.text(items))), indent: row.indent)
    case (.value(.array(let members)), .list(of: .variants(let shape), _)) where !members.isEmpty:
      MemberRows(shape: shape, parts: change.parts, options: options)
        .renderNew(members, below: row.head(), into: &page, indent: row.indent)
    case (.value(.string(let text)), _) where !InlineValue.isShort(text):
      let size = StyledText(InlineValue.size(of: text))
      page.line(row.head(size), indent: row.indent, end: change.place.map(Row.place))
      if options.showsFullText {
        let lines = TextLines(text)
        for index in 0..<lines.count {
          let line = VisibleWhitespace.shown(lines[index], endsLine: true)
          page.line(line.isEmpty ? "+" : "+ \(line)", .added, indent: Self.indent + 2)
        }
      }
    // Shown file by file.
    case (.files, _): break
    case (.value(let value), _):
      let text = InlineValue.text(value)
      guard value.isScalar || InlineValue.isShort(text) else {
        page.line(row.head(), indent: row.indent)
        for line in InlineValue.lines(of: value) {
          page.line(line, indent: Self.indent + 2)
        }
        return
      }
      page.line(row.head(StyledText(text)), indent: row.indent)
    }
  }
}
