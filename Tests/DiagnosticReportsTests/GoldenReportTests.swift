import DiagnosticReports
import FoundationEssentials
import ResourceModel
import TestSupport
import Testing

/// Each format of the same findings, beside files that people have read.
@Suite struct GoldenReportTests {
  @Test(arguments: ReportFormat.allCases)
  func formats(format: ReportFormat) throws {
    let path =
      URL(filePath: #filePath).deletingLastPathComponent().path
      + "/Goldens/report." + (format == .github ? "github.txt" : "\(format.rawValue).json")
    let text = format.render(Fixture.report())
    if let difference = try GoldenFile.difference(of: text, from: path) {
      Issue.record("\(difference)")
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
