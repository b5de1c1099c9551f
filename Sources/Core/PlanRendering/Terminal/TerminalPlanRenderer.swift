package import Diagnostics
import OrderedCollections
package import Planning
package import ResourceModel

/// A plan as people read it in a terminal.
///
/// Every kind of change has a sign and words of its own, so that nothing depends on colour; a legend
/// explains those that occur. Lines are as long as the terminal is wide.
package enum TerminalPlanRenderer {
  package static func render(
    _ plan: Plan, catalogue: ResourceCatalogue = .standard,
    options: PlanRenderingOptions = PlanRenderingOptions()
  ) -> StyledText {
    let whole = plan
    let plan = options.showsOnlyDrift ? plan.onlyDrift() : plan
    var page = Page(options)
    let rows = ResourceRows(
      catalogue: catalogue, references: ReferenceNames(of: plan), options: options)
    for change in plan.changes where ResourceRows.areNeeded(for: change) {
      page.beginBlock()
      rows.render(change, into: &page)
    }
    renderOutputs(of: plan, into: &page)
    renderKept(plan.kept, into: &page)
    renderFileDeletions(plan.fileDeletions, options, into: &page)
    let legend = Sign.legend(page.signs, columns: page.limit)
    // The last line of a single change is near enough to what it sums up.
    if page.blocks > 1 || !legend.isEmpty { page.beginBlock() }
    for line in legend { page.line(line, .faint) }
    let headline =
      options.showsOnlyDrift ? PlanHeadline(ofDrift: plan, in: whole) : PlanHeadline(of: plan)
    let lines = [headline.sentence, headline.brief].map { summary($0, headline, of: plan) }
    // The first one, unless the other one takes fewer rows.
    page.line(lines.min { page.rows(of: $0) < page.rows(of: $1) } ?? lines[0])
    if let remark = whole.assumption { page.line(remark, .faint) }
    return page.text
  }

  /// The last line, which says for which project and target it is.
  private static func summary(
    _ sentence: String, _ headline: PlanHeadline, of plan: Plan
  ) -> StyledText {
    let place = TerminalSafety.visibleOnOneLine("\(plan.project) → \(plan.target)")
    return StyledText("\(headline.label) \(headline.preposition) \(place): ", .strong)
      .appending("\(sentence).")
  }

  private static func renderOutputs(of plan: Plan, into page: inout Page) {
    let outputs = plan.changedOutputs
    guard !outputs.isEmpty else { return }
    page.beginBlock()
    page.line("Outputs that change", .strong)
    let width = outputs.map(\.name.count).max() ?? 0
    for (name, address) in outputs {
      let padding = String(repeating: " ", count: width - name.count + 2)
      page.line(
        TerminalSafety.visibleOnOneLine("\(name)\(padding)\(address).id (known after apply)"),
        indent: AttributeRows.indent)
    }
  }

  /// Files of ours that nothing holds after this.
  private static func renderFileDeletions(
    _ files: [PlannedFileDeletion], _ options: PlanRenderingOptions, into page: inout Page
  ) {
    guard !files.isEmpty else { return }
    page.beginBlock()
    page.line("Files deleted at the provider, since nothing of this project holds them", .strong)
    let most = options.showsFullText ? files.count : 20
    for file in files.prefix(most) {
      var line = page.sign(.delete)
      line.append(TerminalSafety.visibleOnOneLine(file.name ?? file.id))
      if file.name != nil { line.append("  \(TerminalSafety.visibleOnOneLine(file.id))", .faint) }
      page.line(line, indent: AttributeRows.indent - 2)
    }
    if files.count > most {
      page.line("… and \(files.count - most) more files; --full shows them", .faint, indent: 2)
    }
  }

  private static func renderKept(_ kept: [KeptResource], into page: inout Page) {
    guard !kept.isEmpty else { return }
    page.beginBlock()
    page.line("Kept, though no longer declared", .strong)
    for resource in kept {
      var line = page.sign(.stay)
      line.append(TerminalSafety.visibleOnOneLine(resource.address.description))
      line.append("  \(TerminalSafety.visibleOnOneLine(resource.id))", .faint)
      line.append(
        resource.isRecorded
          ? "  --prune deletes it" : "  only its marker shows it: --prune leaves it alone", .faint)
      page.line(line, indent: AttributeRows.indent - 2)
    }
  }
}
