import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// The lines of the files of one resource: a summary, then each file, folded where there are many.
struct FileRows {
  /// More files than this are counted instead of shown.
  private static let mostLines = 20

  let options: PlanRenderingOptions

  func render(_ files: FileChanges, named name: String, into page: inout Page) {
    guard !files.changes.isEmpty else {
      let count = files.foreignMembers.count
      if count > 0 {
        page.line(
          "attached outside, not declared: \(count) file\(count == 1 ? "" : "s"), left alone",
          .faint, indent: AttributeRows.indent)
      }
      return
    }
    page.heading(named: name, FileSummary(files).sentence, indent: AttributeRows.indent)
    let isWhole = options.showsFullText || files.changes.count <= Self.mostLines
    let shown = isWhole ? files.changes[...] : files.changes.prefix(Self.mostLines)
    for change in shown {
      page.line(
        Self.line(change, in: &page), indent: AttributeRows.indent + 2,
        end: change.action == .detach ? nil : change.source.map(Row.place))
    }
    if shown.count < files.changes.count {
      page.line(
        "… and \(files.changes.count - shown.count) more files; --full shows them", .faint,
        indent: AttributeRows.indent + 2)
    }
    for remark in Self.remarks(on: files) {
      page.line(remark, .faint, indent: AttributeRows.indent + 2)
    }
  }

  private static func line(_ change: FileChange, in page: inout Page) -> StyledText {
    let (sign, words) = words(for: change)
    let name = change.path ?? change.name ?? change.file ?? ""
    var line = page.sign(sign)
    line.append(TerminalSafety.visibleOnOneLine(name))
    if let size = change.size, change.isSent { line.append("  \(ByteCount.text(size))", .faint) }
    if !words.isEmpty {
      line.append(
        "  \(TerminalSafety.visibleOnOneLine(words))", sign == .drift ? .drift : .faint)
    }
    return line
  }

  private static func words(
    for change: FileChange
  ) -> (sign: Sign, words: String) {
    switch (change.action, change.cause) {
    case (.attach, .drift): (.drift, "detached outside, put back")
    case (.attach, _): (.add, change.isSent ? "" : "uploaded already")
    case (.replace, _): (.update, "new contents")
    case (.reattach, .failed(let reason)):
      (.update, "indexed once more, since it failed: \(reason)")
    case (.reattach, _): (.update, "chunked anew")
    case (.annotate, .drift): (.drift, "attributes changed outside, put back")
    case (.annotate, _): (.update, attributes(of: change))
    case (.wait, _): (.wait, "still being indexed")
    case (.detach, _): (.remove, "")
    }
  }

  private static func attributes(of change: FileChange) -> String {
    let after = change.desired?.attributes ?? [:]
    let text = { (all: JSONObject) in all.isEmpty ? "none" : InlineValue.text(.object(all)) }
    guard let before = change.attributesBefore else { return "attributes \(text(after))" }
    let shown = InlineValue.pair(.object(before), .object(after)) {
      text($0.object ?? [:])
    }
    return "attributes \(shown.old) → \(shown.new)"
  }

  private static func remarks(on files: FileChanges) -> [String] {
    var remarks: [String] = []
    if files.areMembers, files.count(.replace) > 0 {
      remarks.append("what is replaced leaves once the new file is searchable")
    }
    let touched = Set(files.changes.compactMap(\.path))
    let unchanged = files.inPlace.keys.count { !touched.contains($0) }
    if unchanged > 0 { remarks.append("\(unchanged) unchanged") }
    if !files.foreign.isEmpty {
      remarks.append("\(files.foreign.count) attached by somebody else, left alone")
    }
    return remarks
  }
}
