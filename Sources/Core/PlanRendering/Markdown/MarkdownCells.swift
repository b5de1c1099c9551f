import Diagnostics
import Planning
import ResourceModel

/// The rows of the summary: what happens to a resource, what of it changes, and where that is declared.
struct MarkdownCells {
  /// More attributes than this are counted.
  private static let mostAttributes = 6
  private static let mostFunctions = 3
  /// Longer values are shown below the table only.
  private static let widestValue = 40

  let catalogue: ResourceCatalogue

  func row(of change: ResourceChange) -> String {
    let action = Self.action(of: change)
    let shown = change.action == .delete || change.action == .replace ? "**\(action)**" : action
    return Self.row(
      shown, change.address, parts(of: change), place(of: change).map(Self.code) ?? "")
  }

  func row(of file: PlannedFileDeletion) -> String {
    Self.row(
      "**delete**", file.address, ["nothing of this project holds it", MarkdownText.cell(file.id)],
      "")
  }

  /// The word for what happens; where somebody else had a hand in it, that.
  static func action(of change: ResourceChange) -> String {
    switch change.action {
    case .update where change.attributes.contains { $0.cause == .conflict }: "conflict"
    case .update where change.reason == .changedOutside: "undo drift"
    case .create where change.reason.isDrift: "undo drift: create again"
    case .replace where change.reason.isDrift: "undo drift: replace"
    case .noOp: change.held.isEmpty ? "note" : "leave drift"
    default: change.action.rawValue
    }
  }

  private static func row(
    _ action: String, _ address: Address, _ parts: [String], _ place: String
  ) -> String {
    let name = MarkdownText.cell(address.description, columns: 120)
    return "| \(action) | \(name) | \(parts.joined(separator: "; ")) | \(place) |"
  }

  private static func code(_ location: SourceLocation) -> String {
    MarkdownText.cell("\(location.path):\(location.line)")
  }

  /// The line of the only thing that changes, else that of the resource.
  private func place(of change: ResourceChange) -> SourceLocation? {
    guard change.action == .update, change.attributes.count == 1,
      change.files?.changes.isEmpty ?? true
    else { return change.source }
    let schema = catalogue.schema(of: change.address)
    return change.attributes.first?.firstChangedPlace(in: schema) ?? change.source
  }

  // MARK: - What changes

  private func parts(of change: ResourceChange) -> [String] {
    switch change.action {
    case .create, .forget, .adopt:
      return [words(for: change)] + [ResourceRows.remark(on: change)].compactMap { $0 }
        + files(of: change)
    case .delete:
      let name = change.attributes.first { $0.path.attribute == "name" }?.before?.string
      return [words(for: change)]
        + [name, change.id].compactMap { $0.map { MarkdownText.cell($0) } }
    case .replace: return ["\(words(for: change)); a new ID"] + files(of: change)
    case .update, .noOp: break
    }
    // Files are counted, not named as an attribute.
    let schema = catalogue.schema(of: change.address)
    let attributes = change.attributes.filter { $0.path != schema?.fileListAttribute }
    var parts = attributes.prefix(Self.mostAttributes).map { part(for: $0, schema) }
    if attributes.count > Self.mostAttributes {
      parts.append("\(attributes.count - Self.mostAttributes) more")
    }
    parts += files(of: change)
    parts += change.held.prefix(Self.mostAttributes).map {
      "\(Self.name(of: $0)) left as changed outside"
    }
    let notes = change.notes.count + (change.files?.foreignMembers.count ?? 0)
    if notes > 0 { parts.append("\(notes) changed outside, not declared") }
    guard parts.isEmpty || change.reason.concernsMarker else { return parts }
    return [words(for: change)] + [ResourceRows.remark(on: change)].compactMap { $0 } + parts
  }

  private func files(of change: ResourceChange) -> [String] {
    guard let files = change.files, !files.changes.isEmpty else { return [] }
    return ["files: \(FileSummary(files).sentence)"]
  }

  private func part(for change: AttributeChange, _ schema: ResourceSchema?) -> String {
    let name = Self.name(of: change)
    let difference = difference(of: change, schema).map { " \($0)" } ?? ""
    switch change.cause {
    case .drift: return "\(name)\(difference) (changed outside)"
    case .conflict: return "\(name)\(difference) (conflict)"
    case .reset: return "\(name) (back to the default)"
    case .reordered: return "\(name) (order of keys)"
    case .changed, .unbased: return name + difference
    }
  }

  /// `1 → 0` of short values, `+1 −1` of texts, and the functions that break somebody.
  private func difference(of change: AttributeChange, _ schema: ResourceSchema?) -> String? {
    if let members = change.memberDifference(in: schema) {
      return broken(members.difference.functions)
    }
    guard case .value(let after) = change.after, let before = change.comparedBefore(in: schema),
      before.isScalar, after.isScalar
    else { return nil }
    let pair = InlineValue.pair(before, after)
    let values = [pair.old, pair.new]
    if values.allSatisfy({ DisplayWidth.columns(of: $0) <= Self.widestValue }) {
      return values.map { MarkdownText.cell($0) }.joined(separator: " → ")
    }
    guard let old = before.string, let new = after.string else { return nil }
    let summary = TextDifference(from: old, to: new).summary(limit: nil)
    guard summary.hasLines else { return nil }
    let moved = summary.moved == 0 ? "" : ", \(InlineValue.grouped(summary.moved)) lines moved"
    return "\(summary.addedText) \(summary.removedText)\(moved)"
  }

  private func broken(_ functions: [FunctionVerdict]) -> String? {
    let broken =
      functions.filter { $0.verdict == .breaksHandlers }
      + functions.filter { $0.verdict == .breaksHabits }
    guard !broken.isEmpty else { return nil }
    var shown = broken.prefix(Self.mostFunctions).map {
      "\(MarkdownText.cell($0.name, columns: 64)) \($0.verdict.words)"
    }
    if broken.count > shown.count { shown.append("\(broken.count - shown.count) more") }
    return "(\(shown.joined(separator: ", ")))"
  }

  private static func name(of change: AttributeChange) -> String {
    MarkdownText.cell(change.path.description, columns: 60)
  }

  /// Why; a marker on an object may have been written by anybody.
  private func words(for change: ResourceChange) -> String {
    let words = ResourceRows.reason(of: change)
    return change.reason == .markerMoved ? MarkdownText.cell(words) : words
  }
}
