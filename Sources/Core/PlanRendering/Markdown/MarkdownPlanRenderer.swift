package import Diagnostics
import OrderedCollections
package import Planning
package import ResourceModel

/// A plan as people review it in a pull request: what is deleted first, then the smallest differences, and
/// never longer than a comment may be.
///
/// It begins with a hidden line, `<!-- asst plan: PROJECT/TARGET -->`, by which a job finds its own comment
/// again. Text of prompts and remote objects stands in code and nowhere else, and so does nothing there.
package enum MarkdownPlanRenderer {
  /// More lines of a list than this are counted.
  private static let mostItems = 20
  /// Of the room that sections share.
  private static let shareOfLists = 1

  /// `problems` are the warnings and errors of the plan.
  package static func render(
    _ plan: Plan, problems: [Diagnostic] = [], catalogue: ResourceCatalogue = .standard,
    options: PlanRenderingOptions = PlanRenderingOptions(), markdown: MarkdownOptions
  ) -> String {
    let whole = plan
    let plan = options.showsOnlyDrift ? plan.onlyDrift() : plan
    let isBroken = plan.changes.isEmpty && problems.hasErrors
    let headline =
      options.showsOnlyDrift ? PlanHeadline(ofDrift: plan, in: whole) : PlanHeadline(of: plan)
    let references = ReferenceNames(of: plan)
    let differences = MarkdownDifferences(of: plan, rendering: options, options: markdown) {
      ResourceRows(catalogue: catalogue, references: references, options: $0)
    }
    let sections: [MarkdownSection?] = [
      MarkdownSection(
        hiddenLine(of: plan) + "\n" + (isBroken ? brokenTitle(of: plan) : title(headline, of: plan))
      ),
      alerts(of: plan, isDrift: options.showsOnlyDrift),
      MarkdownTable(
        of: plan, cells: MarkdownCells(catalogue: catalogue), command: markdown.shownCommand
      ).section,
      MarkdownProblems.section(problems),
      list("Outputs that change", outputs(of: plan)),
      list("Kept, though no longer declared", kept(plan.kept)),
      differences.section,
      whole.assumption.map { MarkdownSection($0) },
    ]
    return sections.compactMap { $0 }.joined(within: markdown.size)
  }

  /// Project and target are names of the grammar, which holds nothing that ends a comment; what is not is
  /// replaced, whoever made the plan.
  package static func hiddenLine(of plan: Plan) -> String {
    "<!-- asst plan: \(name(plan.project))/\(name(plan.target)) -->"
  }

  private static func name(_ text: String) -> String {
    Grammar.isName(text) ? text : MarkdownText.plainName(String(text.prefix(40)))
  }

  private static func title(_ headline: PlanHeadline, of plan: Plan) -> String {
    "### \(headline.label) \(headline.preposition) \(place(of: plan))\n\n**\(headline.sentence).**"
  }

  /// Where errors left nothing to plan, "no changes" would mislead.
  private static func brokenTitle(of plan: Plan) -> String {
    "### No plan for \(place(of: plan))\n\n**Errors forbid it.**"
  }

  private static func place(of plan: Plan) -> String {
    "`\(name(plan.project))` → `\(name(plan.target))`"
  }

  // MARK: - What nobody may overlook

  private static func alerts(of plan: Plan, isDrift: Bool) -> MarkdownSection? {
    let counts = PlanCounts(plan)
    var alerts: [String] = []
    var losses: [String] = []
    if counts.delete > 0 { losses.append("\(resources(counts.delete)) deleted") }
    if counts.replace > 0 { losses.append("\(resources(counts.replace)) replaced, with a new ID") }
    if counts.deleteFiles > 0 {
      losses.append(
        counts.deleteFiles == 1 ? "1 file deleted" : "\(counts.deleteFiles) files deleted")
    }
    if !losses.isEmpty, !isDrift {
      alerts.append("> [!CAUTION]\n> \(losses.joined(separator: "; ")).")
    }
    let drifted = plan.changes.count(where: \.hasDrift)
    if drifted > 0, !isDrift {
      let conflicts = plan.changes.count { $0.attributes.contains { $0.cause == .conflict } }
      let both = conflicts == 0 ? "" : " Of these, \(conflicts) changed here too: a conflict."
      alerts.append(
        "> [!WARNING]\n> \(outside(drifted, of: plan)), which an apply would undo.\(both)")
    }
    return alerts.isEmpty ? nil : MarkdownSection(alerts.joined(separator: "\n\n"))
  }

  /// `2 resources changed outside, 1 deleted outside, 1 expired`
  private static func outside(_ drifted: Int, of plan: Plan) -> String {
    let deleted = plan.changes.count { $0.reason == .deletedOutside }
    let expired = plan.changes.count { $0.reason == .expired }
    let parts = [
      (drifted - deleted - expired, "changed outside"), (deleted, "deleted outside"),
      (expired, "expired"),
    ].filter { $0.0 > 0 }
    return parts.enumerated().map { index, part in
      "\(index == 0 ? resources(part.0) : "\(part.0)") \(part.1)"
    }.joined(separator: ", ")
  }

  private static func resources(_ count: Int) -> String {
    count == 1 ? "1 resource" : "\(count) resources"
  }

  // MARK: - Lists

  private static func outputs(of plan: Plan) -> [String] {
    plan.changedOutputs.map {
      "\(MarkdownText.code($0.name)): \(MarkdownText.code("\($0.address).id")), known after apply"
    }
  }

  private static func kept(_ kept: [KeptResource]) -> [String] {
    kept.map { resource in
      let fate =
        resource.isRecorded
        ? "`--prune` deletes it" : "only its marker shows it: `--prune` leaves it alone"
      return "\(MarkdownText.code(resource.address.description)) "
        + "\(MarkdownText.code(resource.id)): \(fate)"
    }
  }

  private static func list(_ title: String, _ items: [String]) -> MarkdownSection? {
    guard !items.isEmpty else { return nil }
    let least = "**\(title):** \(items.count)"
    let text = { (count: Int) in
      guard count > 0 else { return least }
      let lines = ["**\(title)**\n"] + items.prefix(count).map { "- \($0)" }
      let rest = items.count - count
      return (lines + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }
    let counts = 0...min(items.count, mostItems)
    return MarkdownSection(whole: text(counts.upperBound)) {
      MarkdownLevels(
        counts.map { count in
          let size = text(count).utf8.count
          return .init(
            size: size, turn: MarkdownLevels.Turn.shared(size, share: shareOfLists))
        }
      ) { level, _ in text(level) }
    }
  }
}
