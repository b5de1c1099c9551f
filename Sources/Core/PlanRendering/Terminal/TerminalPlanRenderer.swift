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
      rows.render(change, into: &page)
      page.blank()
    }
    renderOutputs(of: plan, into: &page)
    renderKept(plan.kept, into: &page)
    renderFileDeletions(plan.fileDeletions, options, into: &page)
    if let legend = Sign.legend(page.signs) { page.line(legend, .faint) }
    page.line(options.showsOnlyDrift ? driftSummary(of: plan, whole) : summary(of: plan))
    if let remark = assumption(of: whole) { page.line(remark, .faint) }
    return page.text
  }

  /// The last line, which says for which project and target it is.
  private static func summary(of plan: Plan) -> StyledText {
    let counts = PlanCounts(plan)
    let place = TerminalSafety.visibleOnOneLine("\(plan.project) → \(plan.target)")
    guard plan.effective.isEmpty, plan.fileDeletions.isEmpty else {
      return StyledText("Plan for \(place): ", .strong).appending("\(counts.sentence(.planned)).")
    }
    let resources = counts.unchanged == 1 ? "1 resource is" : "\(counts.unchanged) resources are"
    let asDeclared =
      counts.unchanged == 0 ? "nothing is declared or selected" : "\(resources) as declared"
    let held = plan.changes.count { !$0.held.isEmpty }
    let exception = held == 0 ? "" : ", but for what was changed outside and is left in place"
    return StyledText("No changes for \(place): ", .strong).appending("\(asDeclared)\(exception).")
  }

  /// What was taken for granted: a plan that did not look says so.
  private static func assumption(of plan: Plan) -> String? {
    let count = plan.changes.count { $0.files?.isAssumed ?? false }
    guard count > 0 else { return nil }
    return count == 1
      ? "Files of 1 store were not listed: it holds as much as the last apply left."
      : "Files of \(count) stores were not listed: they hold as much as the last apply left."
  }

  /// The last line where only drift is shown: how much of it there is, in words that say nothing about
  /// what an apply would do.
  private static func driftSummary(of drift: Plan, _ whole: Plan) -> StyledText {
    let place = TerminalSafety.visibleOnOneLine("\(whole.project) → \(whole.target)")
    let gone = drift.changes.count { $0.reason.isDrift }
    let changed = drift.changes.count { $0.hasDrift } - gone
    let notes = drift.changes.reduce(0) { $0 + $1.notes.count }
    let looked = whole.changes.count { $0.id != nil || $0.reason.isDrift }
    let noted =
      notes == 0
      ? "" : "; \(notes) \(notes == 1 ? "value" : "values") that nobody declared changed too"
    guard gone + changed > 0 else {
      let resources = looked == 1 ? "1 resource" : "\(looked) resources"
      return StyledText("No drift at \(place): ", .strong)
        .appending("\(resources) looked at\(noted).")
    }
    return StyledText("Drift at \(place): ", .strong)
      .appending("\(changed) changed outside, \(gone) gone, of \(looked)\(noted).")
  }

  /// The outputs whose values change, since applications read them.
  private static func renderOutputs(of plan: Plan, into page: inout Page) {
    let renewed = Set(
      plan.changes.filter { [.create, .replace].contains($0.action) }.map(\.address))
    let outputs = plan.outputs.elements.filter { renewed.contains($0.value) }
    guard !outputs.isEmpty else { return }
    page.line("Outputs that change", .strong)
    let width = outputs.map(\.key.count).max() ?? 0
    for (name, address) in outputs {
      let padding = String(repeating: " ", count: width - name.count + 2)
      page.line(
        TerminalSafety.visibleOnOneLine("\(name)\(padding)\(address).id (known after apply)"),
        indent: AttributeRows.indent)
    }
    page.blank()
  }

  /// Files of ours that nothing holds after this.
  private static func renderFileDeletions(
    _ files: [PlannedFileDeletion], _ options: PlanRenderingOptions, into page: inout Page
  ) {
    guard !files.isEmpty else { return }
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
    page.blank()
  }

  private static func renderKept(_ kept: [KeptResource], into page: inout Page) {
    guard !kept.isEmpty else { return }
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
    page.blank()
  }
}
