import Diagnostics
import FoundationEssentials
import PlanRendering
import Planning
import ResourceModel
import Testing

/// Compares what a plan is rendered to with files that people have read.
///
/// With `ASST_RECORD_GOLDENS=1` the files are written, and the test fails, so that nobody records by
/// accident. Escapes of colours are written as `␛`.
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
      if isRecording {
        try FileManager.default.createDirectory(
          atPath: folder(name), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(filePath: path))
        Issue.record("recorded \(path)", sourceLocation: sourceLocation)
      } else {
        let expected = FileManager.default.contents(atPath: path) ?? Data()
        #expect(
          content == String(decoding: expected, as: UTF8.self), "\(name)/\(file)",
          sourceLocation: sourceLocation)
      }
    }
  }

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1"
  }

  private static func folder(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().path + "/Goldens/" + name
  }
}
