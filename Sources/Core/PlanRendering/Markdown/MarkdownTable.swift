import Diagnostics
import Planning
import ResourceModel

/// The summary of a plan: what is deleted first, and never left out for want of room. Where rows have no
/// room it is named by addresses, and those that have none are counted.
struct MarkdownTable {
  private static let head = "| | resource | what changes | where |\n|---|---|---|---|"
  /// Of the room that sections share.
  private static let share = 4
  /// Collections that are counted by name.
  private static let mostCollections = 6

  private struct Entry {
    /// What happens, and whether something is lost by it.
    let action: String
    let loses: Action?
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
        action: MarkdownCells.action(of: change),
        loses: [.delete, .replace].contains(change.action) ? change.action : nil,
        address: change.address, row: cells.row(of: change))
    }
    gone =
      entries.filter { $0.loses == .delete } + entries.filter { $0.loses == .replace }
      + plan.fileDeletions.map {
        Entry(action: "delete", loses: .delete, address: $0.address, row: cells.row(of: $0))
      }
    others = entries.filter { $0.loses == nil }
  }

  /// nil for a plan of which there is nothing to say.
  var section: MarkdownSection? {
    guard !gone.isEmpty || !others.isEmpty else { return nil }
    let rows = (gone + others).map(\.row)
    return MarkdownSection(whole: table(rows)) { levels(rows) }
  }

  private func table(_ rows: some Sequence<String>) -> String {
    rows.reduce(into: Self.head) { $0 += "\n\($1)" }
  }

  /// Everything by numbers; then addresses of what is deleted, one more a level; then a table of all of
  /// these and of one other resource more a level.
  private func levels(_ rows: [String]) -> MarkdownLevels {
    var levels = [MarkdownLevels.Level(size: counted.utf8.count)]
    let rest = 2 + restSize
    let list = gone.map(Self.line)
    var size = Self.firstAddresses.utf8.count + MarkdownText.fenceSize(around: list) + rest
    for line in list {
      size += line.utf8.count + 1
      levels.append(.init(size: size, turn: MarkdownLevels.Turn.deletions))
    }
    size = Self.head.utf8.count + rows.prefix(gone.count).reduce(0) { $0 + $1.utf8.count + 1 }
    let tables = max(1, gone.count)...rows.count
    for count in tables {
      if count > gone.count { size += rows[count - 1].utf8.count + 1 }
      let whole = size + (count < rows.count ? rest : 0)
      levels.append(
        .init(size: whole, turn: MarkdownLevels.Turn.shared(whole, share: Self.share)))
    }
    return MarkdownLevels(levels) { level, _ in
      if level == 0 { return counted }
      if level <= gone.count { return addresses(level) }
      let count = tables.lowerBound + level - gone.count - 1
      let left = others.dropFirst(count - gone.count)
      return table(rows.prefix(count)) + (left.isEmpty ? "" : "\n\n\(self.rest(of: left))")
    }
  }

  private static let allAddresses = "A table has no room here. These are deleted or replaced:\n\n"
  private static let firstAddresses =
    "Not even all addresses of what is deleted or replaced have room here. The first are:\n\n"

  private static func line(_ entry: Entry) -> String {
    "\(entry.action) \(TerminalSafety.visibleOnOneLine(entry.address.description))"
  }

  /// What is deleted, a line each.
  private func addresses(_ count: Int) -> String {
    let list = gone.prefix(count).map(Self.line).joined(separator: "\n")
    let left = Array(gone[count...] + others)
    return (count < gone.count ? Self.firstAddresses : Self.allAddresses)
      + MarkdownText.fenced(list, as: "text") + (left.isEmpty ? "" : "\n\n\(rest(of: left[...]))")
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

  /// What `rest` takes at the most, whichever entries it is about.
  private var restSize: Int {
    let names = Set((gone + others).map(Self.countedName))
    let longest = names.map(\.utf8.count).sorted().suffix(Self.mostCollections)
    let each = longest.reduce(0) { $0 + $1 + "\(gone.count + others.count) × , ".utf8.count }
    return rest(of: []).utf8.count + each
      + (names.count > Self.mostCollections ? "\(gone.count + others.count) more".utf8.count : 0)
  }

  private func rest(of entries: ArraySlice<Entry>) -> String {
    "And \(Self.counts(of: entries)), not in this list; \(command) shows them."
  }

  /// `12 assistants to update, 1 file to delete`
  private static func counts(of entries: ArraySlice<Entry>) -> String {
    var counts: [(name: String, count: Int)] = []
    for entry in entries {
      let name = countedName(entry)
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

  private static func countedName(_ entry: Entry) -> String {
    "\(MarkdownText.plainName(String(entry.address.collection.prefix(40)))): \(entry.action)"
  }
}
