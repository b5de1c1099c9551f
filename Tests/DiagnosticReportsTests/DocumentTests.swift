import DiagnosticReports
import Diagnostics
import OrderedCollections
import ResourceModel
import Testing

/// What programs read from the two documents.
@Suite struct DocumentTests {
  private func findings(_ document: JSONValue) -> [JSONValue] { document["findings"]?.array ?? [] }

  private func run(_ report: DiagnosticReport) -> JSONValue? {
    SARIFReport.render(report)["runs"]?.array?.first
  }

  private func results(_ report: DiagnosticReport) -> [JSONValue] {
    run(report)?["results"]?.array ?? []
  }

  @Test func columnsAreCharactersInJSONAndCodePointsInSARIF() throws {
    let error = [Fixture.findings[0]]
    #expect(findings(JSONReport.render(Fixture.report(error)))[0]["column"]?.integer == 22)
    // Five code points make the family, two the flag: five characters more than a person sees.
    let region = results(Fixture.report(error))[0]["locations"]?.array?[0]["physicalLocation"]?[
      "region"]
    #expect(region?["startColumn"]?.integer == 27)
    #expect(run(Fixture.report(error))?["columnKind"] == "unicodeCodePoints")
  }

  @Test func applyingTheEditByItsBytesGivesTheFixedFile() throws {
    let edit = try #require(
      findings(JSONReport.render(Fixture.report([Fixture.findings[0]])))[0]["fix"]?["edits"]?
        .array?[0])
    var text = Fixture.file.text
    let start = try #require(edit["offset"]?.integer)
    let length = try #require(edit["length"]?.integer)
    text.replaceSubrange(start..<start + length, with: Array("temperature".utf8))
    #expect(String(decoding: text, as: UTF8.self).contains(", temperature: 0.2\n"))
    #expect(edit["replacement"] == "temperature")
  }

  /// A line break at the end of a finding belongs to its line, at the end of an edit it goes too.
  @Test func repairsThatWriteASecretAreLeftOut() throws {
    let known = Fixture.findings[0]
    let fix = try #require(known.fix)
    let finding = Diagnostic(
      known.code, known.severity, known.summary, detail: known.detail, at: known.span,
      fix: Fix(fix.title, fix.edits, holdsSecret: true))
    let report = Fixture.report([finding])
    #expect(findings(JSONReport.render(report))[0]["fix"] == nil)
    #expect(results(report)[0]["fixes"] == nil)
  }

  /// GitHub refuses a run with more than 25,000 results.
  @Test func sarifHasTheGravestOfVeryMany() {
    let many =
      Fixture.many(20_000, .hint) + Fixture.many(20_000) + Fixture.many(4_000, .warning)
    let taken = results(Fixture.report(many))
    let levels = Dictionary(grouping: taken) { $0["level"]?.string ?? "" }.mapValues(\.count)
    #expect(levels == ["error": 20_000, "warning": 4_000, "note": 1_000])
    #expect(taken.first?["level"] == "note")
    let invocation = run(Fixture.report(many))?["invocations"]?.array?.first
    let words = invocation?["toolExecutionNotifications"]?.array?.first?["message"]?["text"]
    #expect(words?.string?.hasPrefix("19000 more findings are left out") == true)
    #expect(run(Fixture.report(Fixture.many(25_000)))?["invocations"] == nil)
  }

  @Test func lineBreaksAtTheEnd() {
    let file = SourceFile(path: "a.yaml", text: "one\r\ntwo\r\n")
    let span = SourceSpan(file: file, start: 0, end: 5)
    let finding = Diagnostic(
      "ASST041", .error, "Wrong", detail: "Wrong.", at: span,
      fix: Fix("Remove it", [SourceEdit(replace: span, with: "")]))
    let value = findings(JSONReport.render(Fixture.report([finding])))[0]
    #expect(value["end_line"]?.integer == 1)
    #expect(value["end_column"]?.integer == 4)
    let edit = value["fix"]?["edits"]?.array?[0]
    #expect(edit?["end_line"]?.integer == 2)
    #expect(edit?["end_column"]?.integer == 1)
  }

  /// Generated files may be one line.
  @Test(.timeLimit(.minutes(10)), arguments: ReportFormat.allCases)
  func manyFindingsInOneLine(format: ReportFormat) {
    let item = "{unknown: é👩‍👩‍👧}, "
    let file = SourceFile(path: "a.json", text: String(repeating: item, count: 20_000))
    let findings = (0..<5_000).map { index in
      let start = index * 4 * item.utf8.count + 1
      let span = SourceSpan(file: file, start: start, end: start + 7)
      return Diagnostic(
        "ASST041", .error, "Unknown", detail: "Why.", at: span,
        fix: Fix("Write it", [SourceEdit(replace: span, with: "known")]))
    }
    let text = format.render(Fixture.report(findings))
    let width = format == .sarif ? item.unicodeScalars.count : item.count
    #expect(text.contains("\(4_999 * 4 * width + 2)"))
  }

  @Test func pathsAreURIs() {
    let file = SourceFile(path: "../müll/a b%[1].yaml", text: "x")
    let finding = Diagnostic("ASST041", "Wrong", detail: "Wrong.", at: SourceSpan(startOf: file))
    func location(_ checkout: String?) -> JSONValue? {
      let paths = ReportPaths(
        workingDirectory: "/home/me/shop", checkout: checkout, fallback: "asst.yaml")
      return results(Fixture.report([finding], paths: paths))[0]["locations"]?.array?[0][
        "physicalLocation"]?["artifactLocation"]
    }
    #expect(
      location("/home/me") == ["uri": "m%C3%BCll/a%20b%25%5B1%5D.yaml", "uriBaseId": "%SRCROOT%"])
    #expect(location(nil) == ["uri": "file:///home/me/m%C3%BCll/a%20b%25%5B1%5D.yaml"])
  }

  @Test func theRootStandsOnce() {
    for (folder, uri) in [("/home/me/a b", "file:///home/me/a%20b/"), ("/", "file:///")] {
      let paths = ReportPaths(workingDirectory: folder, checkout: nil, fallback: "asst.yaml")
      let bases = run(Fixture.report(paths: paths))?["originalUriBaseIds"]
      #expect(bases?["%SRCROOT%"]?["uri"]?.string == uri)
    }
  }

  // MARK: - Fingerprints

  private func fingerprints(_ findings: [Diagnostic]) -> [String] {
    results(Fixture.report(findings)).compactMap {
      $0["partialFingerprints"]?["asstFinding/v1"]?.string
    }
  }

  private func finding(_ detail: String, line: Int, path: String = "a.yaml") -> Diagnostic {
    let file = SourceFile(path: path, text: String(repeating: "\n", count: line) + "text")
    return Diagnostic(
      "ASST041", "Wrong", detail: detail, at: SourceSpan(file: file, start: line, end: line + 4))
  }

  @Test func fingerprintsOutliveMovedLines() {
    let before = fingerprints([finding("A.", line: 1), finding("B.", line: 2)])
    #expect(before == fingerprints([finding("A.", line: 7), finding("B.", line: 90)]))
    #expect(Set(before).count == 2)
  }

  @Test func fingerprintsTellFindingsApart() {
    let all = fingerprints([
      finding("A.", line: 1), finding("A.", line: 5), finding("A.", line: 1, path: "b.yaml"),
      finding("B.", line: 1),
    ])
    #expect(Set(all).count == 4)
  }

  // MARK: - Hostile text

  @Test func messagesHoldNoLinksAndNoEscapes() {
    let finding = Diagnostic(
      "ASST041", "Wrong", detail: "[click](https://evil.example) ]\u{302}(x) \u{1B}[2J \u{202E}.",
      at: nil)
    let sarif = ReportFormat.sarif.render(Fixture.report([finding]))
    #expect(!sarif.unicodeScalars.contains("](".unicodeScalars))
    for text in [sarif, ReportFormat.json.render(Fixture.report([finding]))] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !TerminalSafety.isHostile($0) })
    }
  }

  /// A prompt must not travel with a report about it.
  @Test(arguments: ReportFormat.allCases)
  func theTextOfFilesStaysWhereItIs(format: ReportFormat) {
    #expect(!format.render(Fixture.report()).contains("Second line"))
  }
}
