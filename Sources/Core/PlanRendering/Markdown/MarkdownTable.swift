import Diagnostics
import Planning
import ResourceModel

/// The summary of a plan: what is deleted first, and never left out for want of room. Where rows have no
/// room it is named by addresses, and where those have none it is counted.
struct MarkdownTable {
  private static let head = "| | resource | what changes | where |\n|---|---|---|---|"
  /// What a sentence on the rest may take.
  private static let reserve = 300
  /// Collections that are counted by name.
  private static let mostCollections = 6

  private struct Entry {
    let action: String
    let address: Address
    let row: String
  }

  private let gone: [Entry]
  private let others: [Entry]
  /// A code span.
  private let command: String

  init(of plan: Plan, cells: MarkdownCells, command: String) {
    self.command = command
    let entries = plan.changes.filter(ResourceRows.areNeeded).map { change in
      Entry(
        action: MarkdownCells.action(of: change), address: change.address,
        row: cells.row(of: change))
    }
    let goes = { (entry: Entry) in ["delete", "replace"].contains(entry.action) }
    gone =
      entries.filter { $0.action == "delete" } + entries.filter { $0.action == "replace" }
      + plan.fileDeletions.map {
        Entry(action: "delete", address: $0.address, row: cells.row(of: $0))
      }
    others = entries.filter { !goes($0) }
  }

  /// nil for a plan of which there is nothing to say.
  var section: MarkdownSection? {
    guard !gone.isEmpty || !others.isEmpty else { return nil }
    return MarkdownSection(least: counted, fill: fill)
  }

  private func fill(_ room: Int) -> String {
    var whole = MarkdownLines(Self.head, room: room)
    whole.take((gone + others).lazy.map(\.row))
    if whole.count == gone.count + others.count { return whole.text }
    var part = MarkdownLines(Self.head, room: room - Self.reserve)
    part.take((gone + others).lazy.map(\.row))
    if part.count >= gone.count, part.count > 0 {
      return "\(part.text)\n\n\(rest(of: others.dropFirst(part.count - gone.count)))"
    }
    return addresses(room) ?? counted
  }

  /// What is deleted, a line each.
  private func addresses(_ room: Int) -> String? {
    guard !gone.isEmpty else { return nil }
    let list = gone.map {
      "\($0.action) \(TerminalSafety.visibleOnOneLine($0.address.description))"
    }.joined(separator: "\n")
    let rest = others.isEmpty ? "" : "\n\n\(rest(of: others[...]))"
    let text =
      "A table has no room here. These are deleted or replaced:\n\n"
      + "\(MarkdownText.fenced(list, as: "text"))\(rest)"
    return text.utf8.count <= room ? text : nil
  }

  /// Everything by numbers.
  private var counted: String {
    let deletions =
      gone.isEmpty
      ? ""
      : "**Not even the addresses of what is deleted have room here:** "
        + "\(Self.counts(of: gone[...])). \(command) names each.\n\n"
    return others.isEmpty
      ? deletions + "Nothing else changes." : deletions + rest(of: others[...])
  }

  private func rest(of entries: ArraySlice<Entry>) -> String {
    "And \(Self.counts(of: entries)), not shown here; \(command) shows them."
  }

  /// `12 assistants to update, 1 file to delete`
  private static func counts(of entries: ArraySlice<Entry>) -> String {
    var counts: [(name: String, count: Int)] = []
    for entry in entries {
      let name =
        "\(MarkdownText.plainName(String(entry.address.collection.prefix(40)))): \(entry.action)"
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    let named = counts.prefix(mostCollections).map { "\($0.count) × \($0.name)" }
    let unnamed = counts.dropFirst(mostCollections).reduce(0) { $0 + $1.count }
    return (named + (unnamed > 0 ? ["\(unnamed) more"] : [])).joined(separator: ", ")
  }
}
