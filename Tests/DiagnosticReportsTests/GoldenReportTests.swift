import DiagnosticReports
import FoundationEssentials
import ResourceModel
import Testing

/// Each format of the same findings, beside files that people have read.
@Suite struct GoldenReportTests {
  @Test(arguments: ReportFormat.allCases)
  func formats(format: ReportFormat) throws {
    let path =
      URL(filePath: #filePath).deletingLastPathComponent().path
      + "/Goldens/report." + (format == .github ? "github.txt" : "\(format.rawValue).json")
    let text = format.render(Fixture.report())
    if ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path)")
    } else {
      let expected = FileManager.default.contents(atPath: path) ?? Data()
      #expect(text == String(decoding: expected, as: UTF8.self))
    }
  }

  @Test func nothingFoundIsADocumentToo() throws {
    let report = Fixture.report([])
    #expect(JSONReport.render(report)["valid"] == true)
    #expect(JSONReport.render(report)["findings"] == [])
    #expect(SARIFReport.render(report)["runs"]?.array?.first?["results"] == [])
    #expect(GitHubReport.render(report).isEmpty)
  }
}
