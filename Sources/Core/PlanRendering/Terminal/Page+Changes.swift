import Diagnostics

/// What is laid out in another way where signs may only stand in the first column.
extension Page {
  /// The line of an attribute whose difference stands below it.
  mutating func heading(_ row: Row, _ value: StyledText = StyledText(), end: String?) {
    guard isDiff else { return line(row.head(value), indent: row.indent, end: end) }
    let parts = [value, StyledText(row.tag ?? ""), StyledText(end ?? "")].filter { !$0.isEmpty }
    // The remark says in words what a mark says on a terminal.
    divider(
      row.name,
      parts.dropFirst().reduce(parts.first ?? StyledText()) {
        $0.appending("  ").appending($1)
      })
  }

  /// The line of what is no attribute with a source of its own.
  mutating func heading(named name: String, _ value: String, indent: Int) {
    if isDiff { return divider(name, StyledText(value)) }
    line(StyledText(name, .strong).appending("  \(value)"), indent: indent)
  }

  /// Where a stretch of a text stands: `@@ assistants/prompts/sales.md:41 · ## Refunds`
  mutating func place(_ place: String, indent: Int) {
    if isDiff { return divider(place) }
    line("@@ \(place)", .hint, indent: indent)
  }

  /// `0.2 → 0.4` behind a row's name, or below it where there is no room.
  mutating func arrow(_ row: Row, from old: String, to new: String) {
    if isDiff {
      var row = row
      row.mark = nil
      let signed = { (sign: String, style: StyledText.Style, value: StyledText) in
        StyledText("\(sign) ", style).appending(value)
      }
      line(signed("-", .removed, row.labelled(StyledText(old))), indent: row.indent)
      line(signed("+", .added, row.head(StyledText(new))), indent: row.indent, end: row.source)
      return
    }
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

  /// `0.2 → 0.4` behind the name of a place inside a value.
  mutating func arrow(
    _ head: StyledText, from old: String, to new: String, indent: Int, end: String?
  ) {
    guard isDiff else {
      return line(
        head.appending(old, .removed).appending(" → ").appending(new, .added), indent: indent,
        end: end)
    }
    line(StyledText("- ", .removed).appending(head).appending(old, .removed), indent: indent)
    line(
      StyledText("+ ", .added).appending(head).appending(new, .added), indent: indent, end: end)
  }

  /// Members that left a list and came into it, behind its name; in a `diff` block a line each.
  mutating func members(
    _ head: StyledText, left: [String], came: [String], indent: Int, end: String?
  ) {
    let signed = left.map { ("-", $0, StyledText.Style.removed) } + came.map { ("+", $0, .added) }
    if isDiff {
      for (index, (sign, member, style)) in signed.enumerated() {
        line(
          StyledText("\(sign) ", style).appending(head).appending(member, style), indent: indent,
          end: index == signed.count - 1 ? end : nil)
      }
      return
    }
    var line = head
    for (index, (sign, member, style)) in signed.enumerated() {
      line.append("\(index == 0 ? "" : "  ")\(sign) \(member)", style)
    }
    self.line(line, indent: indent, end: end)
  }
}
