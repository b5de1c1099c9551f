import Diagnostics
import Planning
import ResourceModel

/// The differences of the resources: the smallest first, so that as many as possible have room; big ones
/// folded away; of the rest the commands that show them.
struct MarkdownDifferences {
  /// More lines than this are folded.
  private static let mostOpenLines = 40
  private static let mostOpenBytes = 6_000

  private struct Block {
    let change: ResourceChange
    let text: String
  }

  /// The smallest block first.
  private let widest: [Block]
  /// The same with less around the changes, made only when that is needed.
  private let narrower: [() -> [Block]]
  private let options: MarkdownOptions
  /// What is replaced, and what refers to it.
  private let replacements: [Address: [Address]]

  init(
    of plan: Plan, rendering: PlanRenderingOptions, options: MarkdownOptions,
    rows: @escaping (PlanRenderingOptions) -> ResourceRows
  ) {
    self.options = options
    var replacements = Dictionary(
      plan.changes.filter { $0.action == .replace }.map { ($0.address, [Address]()) },
      uniquingKeysWith: { first, _ in first })
    for change in plan.changes {
      for address in change.dependencies { replacements[address]?.append(change.address) }
    }
    self.replacements = replacements
    narrower = Self.narrower(rendering).map { rendering in
      { Self.blocks(of: plan, rows(rendering)) }
    }
    widest = Self.blocks(of: plan, rows(rendering))
  }

  /// nil for a plan without a difference to show.
  var section: MarkdownSection? {
    guard !widest.isEmpty else { return nil }
    return MarkdownSection(least: rest(of: widest[...], room: 0), fill: fill)
  }

  private func fill(_ room: Int) -> String {
    var blocks = widest
    for form in [{ widest }] + narrower {
      blocks = form()
      let all = MarkdownLines.joined(blocks.lazy.map(\.text), room: room)
      if all.count == blocks.count { return all.text }
    }
    // What is left out costs a sentence, and that its commands have room is worth a difference.
    let least = rest(of: blocks[...], room: 0).utf8.count + 2
    let shown = MarkdownLines.joined(blocks.lazy.map(\.text), room: room - least)
    let left = blocks[shown.count...]
    guard shown.count > 0 else { return rest(of: left, room: room) }
    return shown.text + "\n\n" + rest(of: left, room: room - shown.text.utf8.count - 2)
  }

  /// Less of what does not change, where all that changes has no room otherwise.
  private static func narrower(_ options: PlanRenderingOptions) -> [PlanRenderingOptions] {
    var narrower: [PlanRenderingOptions] = []
    if options.showsFullText {
      narrower.append(options)
      narrower[0].showsFullText = false
    }
    if options.contextLines > 1 {
      var last = narrower.last ?? options
      last.contextLines = 1
      narrower.append(last)
    }
    return narrower
  }

  private static func blocks(of plan: Plan, _ rows: ResourceRows) -> [Block] {
    let blocks = plan.changes.filter { $0.action != .delete && ResourceRows.areNeeded(for: $0) }
      .compactMap { change in
        block(for: change, rows).map { Block(change: change, text: $0) }
      }
    return blocks.enumerated().sorted {
      ($0.element.text.utf8.count, $0.offset) < ($1.element.text.utf8.count, $1.offset)
    }.map(\.element)
  }

  /// How many differences are left out, and as many of the commands that show them as have room.
  private func rest(of blocks: ArraySlice<Block>, room: Int) -> String {
    let count =
      blocks.count == 1 ? "1 more difference has" : "\(blocks.count) more differences have"
    let head = "And \(count) no room here: \(options.shownCommand) shows everything"
    let each = head + ", and one resource each:\n\n"
    let fences = MarkdownText.fenced("", as: "sh").utf8.count + 1
    var commands = MarkdownLines("", room: room - each.utf8.count - fences)
    commands.take(
      blocks.lazy.compactMap { options.command(showing: addresses(showing: $0.change)) })
    guard commands.count > 0 else { return head + "." }
    return each + MarkdownText.fenced(String(commands.text.dropFirst()), as: "sh")
  }

  /// What has to be looked at to show the change of one resource as it is here: the selection of a plan
  /// adds by itself what does not exist, and knows of a replacement only where that is selected, with all
  /// that is bound anew.
  private func addresses(showing change: ResourceChange) -> [Address] {
    let replaced = ([change.address] + change.dependencies).filter { replacements[$0] != nil }
    let bound = replaced.flatMap { [$0] + (replacements[$0] ?? []) }
    return [change.address] + Set(bound).subtracting([change.address]).sorted()
  }

  // MARK: - One resource

  private static func block(for change: ResourceChange, _ rows: ResourceRows) -> String? {
    // The summary says all there is to say of the others.
    guard
      !change.attributes.isEmpty || !change.held.isEmpty || !change.notes.isEmpty
        || !(change.files?.changes.isEmpty ?? true)
        || !(change.files?.foreignMembers.isEmpty ?? true)
    else { return nil }
    let isNew = change.action == .create
    var page = Page(DiffColumns(usual: isNew ? .added : nil))
    rows.renderBody(change, into: &page)
    let content = page.text.plain
    guard !content.isEmpty else { return nil }
    let lines = content.utf8.count { $0 == 0x0A }
    let fence = MarkdownText.fenced(content, as: "diff")
    let action = MarkdownCells.action(of: change)
    if lines <= mostOpenLines, content.utf8.count <= mostOpenBytes {
      return "#### \(action) \(MarkdownText.code(change.address.description))\n\n\(fence)"
    }
    let name = MarkdownText.plainName(change.address.description)
    return MarkdownText.folded(
      fence, below: "\(action) \(name) (\(InlineValue.grouped(lines)) lines)")
  }
}

extension MarkdownLines {
  /// Texts with a blank line between them, as many as have room.
  static func joined(_ texts: some Sequence<String>, room: Int) -> (text: String, count: Int) {
    var lines = MarkdownLines("", room: room + 2)
    lines.take(texts.lazy.map { "\n\($0)" })
    return (String(lines.text.dropFirst(2)), lines.count)
  }
}
