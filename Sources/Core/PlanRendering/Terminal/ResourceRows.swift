import Diagnostics
import Planning
import ResourceModel

/// The lines of one resource: what happens to it and why, then its attributes.
struct ResourceRows {
  /// Longer names do not push the values of the others to the right.
  private static let widestName = 18

  let catalogue: ResourceCatalogue
  let references: ReferenceNames
  let options: PlanRenderingOptions

  /// Whether there is anything to say about a resource.
  static func areNeeded(for change: ResourceChange) -> Bool {
    change.action != .noOp || !change.notes.isEmpty || !change.held.isEmpty
      || !(change.files?.foreignMembers.isEmpty ?? true)
  }

  func render(_ change: ResourceChange, into page: inout Page) {
    renderHead(change, into: &page)
    renderBody(change, into: &page)
  }

  /// Everything but what happens to the resource and why.
  func renderBody(_ change: ResourceChange, into page: inout Page) {
    let schema = catalogue.schema(of: change.address)
    let shown = shownAttributes(of: change, schema: schema).filter { attribute in
      // Files are shown one by one below.
      attribute.path != schema?.fileListAttribute || change.action == .delete
    }
    let names = (shown + change.held).map { Row.name(of: $0.path).count }
    let rows = AttributeRows(
      schema: schema, references: references, options: options,
      nameWidth: names.filter { $0 <= Self.widestName }.max() ?? 0)
    if change.action == .delete {
      for attribute in shown { renderGone(attribute, nameWidth: rows.nameWidth, into: &page) }
    } else {
      for attribute in shown { rows.render(attribute, into: &page) }
    }
    if let files = change.files, change.action != .delete {
      let name = files.areMembers ? schema?.memberAttribute : schema?.fileListAttribute
      FileRows(options: options)
        .render(files, named: name.map(Row.name) ?? "files", into: &page)
    }
    for attribute in change.held { rows.renderHeld(attribute, into: &page) }
    if let remark = Self.remark(on: change, hidden: change.attributes.count - shown.count) {
      page.line(remark, .faint, indent: AttributeRows.indent)
    }
    let notes = NoteRows(schema: schema, options: options)
    for note in change.notes { notes.render(note, into: &page) }
  }

  private func renderHead(_ change: ResourceChange, into page: inout Page) {
    let style = Self.style(of: change)
    var head = page.sign(Self.sign(of: change), style)
    head.append(TerminalSafety.visibleOnOneLine(change.address.description), .strong)
    if let id = change.id { head.append("  \(TerminalSafety.visibleOnOneLine(id))", .faint) }
    let reason = StyledText(
      Self.reason(of: change), style == .drift || style == .conflict ? style : .plain)
    let source = change.source.map(Row.place)
    let line = head.appending("  ").appending(reason)
    let columns = line.columns + (source.map { DisplayWidth.columns(of: $0) + 2 } ?? 0)
    // Where there is no room, a change that names its own lines needs no other source.
    let namesLines = !change.attributes.isEmpty && change.attributes.allSatisfy { $0.source != nil }
    if columns <= page.limit ?? .max {
      page.line(line, indent: 0, end: source)
    } else if change.action == .update, namesLines, line.columns <= page.width {
      page.line(line)
    } else {
      page.line(head, indent: 0, end: source)
      page.line(reason, indent: AttributeRows.indent)
    }
  }

  /// Of a replacement what differs, of a deletion what tells people which one it is.
  func shownAttributes(
    of change: ResourceChange, schema: ResourceSchema?
  ) -> [AttributeChange] {
    switch change.action {
    case .replace:
      change.attributes.filter { attribute in
        guard let before = attribute.before, let after = attribute.after.json else { return true }
        let shape = schema?.shape(at: attribute.path)
        return !(shape?.projection(of: before, onto: after) ?? before).isEquivalent(to: after)
      }
    case .delete:
      change.attributes.filter { attribute in
        attribute.path.attribute == "name" || schema?[attribute.path]?.field.isRequired ?? false
      }
    default: change.attributes
    }
  }

  private func renderGone(_ attribute: AttributeChange, nameWidth: Int, into page: inout Page) {
    guard let value = attribute.before else { return }
    let name = Row.name(of: attribute.path)
    let padding = String(repeating: " ", count: max(0, nameWidth - name.count) + 2)
    let whole = InlineValue.text(value)
    let text = options.showsFullText ? whole : InlineValue.cut(whole, to: InlineValue.widest)
    page.line(
      StyledText(name, .strong).appending(padding).appending(text, .removed),
      indent: AttributeRows.indent)
  }

  /// What comes of it besides; `hidden` is how many attributes are not shown.
  static func remark(on change: ResourceChange, hidden: Int = 0) -> String? {
    switch change.action {
    case .replace:
      let same =
        hidden == 0 ? "" : hidden == 1 ? "; 1 field as before" : "; \(hidden) fields as before"
      return "a new object with a new ID; the old one is deleted afterwards\(same)"
    case .create where change.reason == .deletedOutside:
      return "it gets a new ID: what uses the old one has to be told"
    case .forget:
      return change.releasesMarker
        ? "its marker is taken off and it leaves the lock file; the object stays"
        : "leaves the lock file; nothing is sent"
    case .adopt: return "the object becomes this project's: its marker is written"
    case .update where change.reason == .markerMoved:
      return change.attributes.isEmpty
        ? "only its marker is written; the object stays the same one"
        : "the object stays the same one"
    case .update where change.attributes.isEmpty && change.reason.concernsMarker:
      return "only its marker is written"
    default: return nil
    }
  }

  static func reason(of change: ResourceChange) -> String {
    let reason = moved(change) ?? change.reason.rawValue
    return change.attributes.contains { $0.cause == .conflict } && !change.reason.isDrift
      ? "\(reason), here and outside" : reason
  }

  /// `moved from assistants.old of acme/staging`
  private static func moved(_ change: ResourceChange) -> String? {
    guard change.reason == .markerMoved else { return nil }
    let address = change.previousAddress?.description
    let place = change.previousPlace
    let from = [address, place.map { address == nil ? $0 : "of \($0)" }].compactMap { $0 }
    return from.isEmpty ? nil : "moved from " + from.joined(separator: " ")
  }

  private static func sign(of change: ResourceChange) -> Sign {
    switch change.action {
    case .create: change.reason.isDrift ? .recreate : .create
    case .update where change.attributes.contains { $0.cause == .conflict }: .conflict
    case .update: change.reason == .changedOutside ? .drift : .update
    case .replace: change.reason.isDrift ? .recreate : .replace
    case .delete: .delete
    case .adopt: .adopt
    case .forget: .forget
    case .noOp: .stay
    }
  }

  private static func style(of change: ResourceChange) -> StyledText.Style {
    if change.attributes.contains(where: { $0.cause == .conflict }) { return .conflict }
    if change.hasDrift, change.reason.isDrift || change.reason == .changedOutside { return .drift }
    return switch change.action {
    case .create: .added
    case .update, .replace, .adopt: .changed
    case .delete: .removed
    case .forget, .noOp: .faint
    }
  }
}
