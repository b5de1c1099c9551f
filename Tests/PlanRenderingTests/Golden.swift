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
    let text = TerminalPlanRenderer.render(plan, options: options)
    let json = JSONWriter.string(JSONPlanRenderer.render(plan), .indented) + "\n"
    let files = [
      "plain.txt": text.plain,
      "terminal.txt": text.coloured.replacing("\u{1B}", with: "␛"),
      "plan.json": json,
    ]
    for (file, content) in files.sorted(by: { $0.key < $1.key }) {
      let path = folder(name) + "/" + file
      if let difference = try GoldenFile.difference(of: content, from: path) {
        Issue.record("\(difference)", sourceLocation: sourceLocation)
      }
    }
  }

  private static func folder(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().path + "/Goldens/" + name
  }
}
