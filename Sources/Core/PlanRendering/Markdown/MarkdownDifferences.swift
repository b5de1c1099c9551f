import Diagnostics
import Planning
import ResourceModel

/// The differences of the resources: the smallest first, so that as many as possible have room; big ones
/// folded away; of the rest the commands that show them.
struct MarkdownDifferences {
  /// More lines than this are folded.
  private static let mostOpenLines = 40
  private static let mostOpenBytes = 6_000
  /// Of the room that sections share.
  private static let share = 4

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
    return MarkdownSection(whole: Self.joined(widest[...])) { levels() }
  }

  /// One difference more a level, with little around the changes; then all of them with more around.
  private func levels() -> MarkdownLevels {
    let wider = [widest] + narrower.map { $0() }
    let blocks = wider.last ?? widest
    let rest = rest(of: blocks[...], room: 0).utf8.count
    var sizes = [rest]
    var size = 0
    for (index, block) in blocks.enumerated() {
      size += block.text.utf8.count + (index > 0 ? 2 : 0)
      sizes.append(index + 1 < blocks.count ? size + 2 + rest : size)
    }
    let whole = wider.dropLast().reversed().map { Self.joined($0[...]) }
    sizes += whole.map(\.utf8.count)
    return MarkdownLevels(
      sizes.map { .init(size: $0, turn: MarkdownLevels.Turn.shared($0, share: Self.share)) }
    ) { level, room in
      if level > blocks.count { return whole[level - blocks.count - 1] }
      let left = blocks[level...]
      guard level > 0 else { return self.rest(of: left, room: room) }
      let shown = Self.joined(blocks[..<level])
      guard !left.isEmpty else { return shown }
      return shown + "\n\n" + self.rest(of: left, room: room - shown.utf8.count - 2)
    }
  }

  private static func joined(_ blocks: ArraySlice<Block>) -> String {
    blocks.map(\.text).joined(separator: "\n\n")
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
