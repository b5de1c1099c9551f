import Diagnostics
import FoundationEssentials
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Compares what a plan is rendered to with files that people have read. Escapes of colours are
/// written as `␛`.
enum Golden {
  static func check(
    _ name: String, _ plan: Plan, options: PlanRenderingOptions = PlanRenderingOptions(width: 80),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    try check(in: folder(name), plan, options: options, sourceLocation: sourceLocation)
  }

  static func check(
    in folder: String, _ plan: Plan,
    options: PlanRenderingOptions = PlanRenderingOptions(width: 80),
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    var coloured = options
    coloured.marksWords = false
    let json = JSONWriter.string(JSONPlanRenderer.render(plan), .indented) + "\n"
    let files = [
      "plain.txt": TerminalPlanRenderer.render(plan, options: options).plain,
      "terminal.txt": TerminalPlanRenderer.render(plan, options: coloured).coloured
        .replacing("\u{1B}", with: "␛"),
      "plan.json": json,
      "expected.md": Fixtures.markdown(plan, options: options),
    ]
    for (file, content) in files.sorted(by: { $0.key < $1.key }) {
      let path = folder + "/" + file
      if let difference = try GoldenFile.difference(of: content, from: path) {
        Issue.record("\(difference)", sourceLocation: sourceLocation)
      }
    }
  }

  /// A page of Markdown that no other form of the plan belongs to.
  static func check(
    _ name: String, markdown: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    if let difference = try GoldenFile.difference(
      of: markdown, from: folder(name) + "/expected.md")
    {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }

  private static func folder(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().path + "/Goldens/" + name
  }
}
