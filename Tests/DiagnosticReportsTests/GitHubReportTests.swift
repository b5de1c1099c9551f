import DiagnosticReports
import Diagnostics
import Testing

/// What GitHub's runner makes of the lines.
@Suite struct GitHubReportTests {
  private func lines(_ findings: [Diagnostic], paths: ReportPaths = Fixture.paths) -> [String] {
    GitHubReport.render(Fixture.report(findings, paths: paths)).split(separator: "\n")
      .map(String.init)
  }

  @Test func tenOfAKindAreAnnotations() {
    let ten = lines(Fixture.many(10))
    #expect(ten.count == 10)
    #expect(ten.allSatisfy { $0.hasPrefix("::error file=a.yaml,") })
  }

  /// The eleventh would be dropped without a word, so the tenth counts and the log holds the others.
  @Test(arguments: [(11, 2), (250, 241)])
  func theRestIsCountedAndFollowsInTheLog(count: Int, left: Int) {
    let all = lines(Fixture.many(count))
    #expect(all.filter { $0.hasPrefix("::error ") }.count == 10)
    #expect(all[9].hasPrefix("::error title=\(left) more errors::"))
    #expect(all[10...].count == left)
    #expect(all[10] == "a.yaml:10:1: error[ASST041]: Number 10 is wrong.")
    #expect(all.last == "a.yaml:\(count):1: error[ASST041]: Number \(count) is wrong.")
  }

  @Test func eachKindHasItsOwnTen() {
    let all = lines(
      Fixture.many(12) + Fixture.many(12, .warning) + Fixture.many(10, .hint))
    for kind in ["error", "warning", "notice"] {
      #expect(all.filter { $0.hasPrefix("::\(kind) ") }.count == 10)
    }
    #expect(all.filter { !$0.hasPrefix("::") }.count == 6)
    #expect(!all.contains { $0.contains("more hints") })
  }

  @Test func columnsAreSaidOnlyOnOneLine() {
    let hint = lines(Fixture.findings).first { $0.hasPrefix("::notice ") }
    #expect(
      hint?.hasPrefix("::notice file=assistants/support.yaml,line=5,endLine=6,title=") == true)
  }

  @Test func filesAreRelativeToTheCheckout() {
    let error = [Fixture.findings[0]]
    for (checkout, path) in [
      ("/home/me", "shop/assistants/support.yaml"), ("/home/me/", "shop/assistants/support.yaml"),
      ("/home/m", "assistants/support.yaml"), ("/elsewhere", "assistants/support.yaml"),
      ("relative", "assistants/support.yaml"), ("/", "home/me/shop/assistants/support.yaml"),
    ] {
      let paths = ReportPaths(
        workingDirectory: "/home/me/shop", checkout: checkout, fallback: "assistants/asst.yaml")
      #expect(lines(error, paths: paths)[0].hasPrefix("::error file=\(path),line="))
    }
  }

  @Test func signsOfTheFormatAreEscaped() {
    let file = SourceFile(path: "a,b:c%.yaml", text: "x")
    let line = lines([
      Diagnostic(
        "ASST041", "A key: it, is 100%", detail: "50% of it: a,b.\nNext.",
        at: SourceSpan(startOf: file))
    ])[0]
    #expect(
      line == "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=1,"
        + "title=ASST041 A key%3A it%2C is 100%25"
        + "::50%25 of it: a,b.%0ANext.%0Aa,b:c%25.yaml:1:1 [ASST041]")
  }

  // MARK: - Hostile text

  static let hostile = [
    "x\n::set-output name=a::b", "x\r::add-mask::b", "x\r\n::error::b",
    "\u{2028}::stop-commands::t",
    "x\u{85}::error::b", "\u{1B}[2J::debug::x", "%0A::error::x", "::error::x",
    "##[set-output name=a]b",
    "a,title=forged", "a\u{302}:\u{302},\u{302}title=forged", "::\u{302}error::x",
    "\u{202E}::error::x", "##[\u{302}error]x",
  ]

  @Test(arguments: hostile)
  func textOfOthersMakesNoCommand(text: String) {
    let file = SourceFile(path: text, text: "x")
    let span = SourceSpan(startOf: file)
    let finding = Diagnostic(
      "ASST041", .warning, text, detail: text, help: text, at: span,
      related: [.init(text, at: span)])
    let output = GitHubReport.render(
      Fixture.report([finding] + Array(repeating: finding, count: 11)))
    let lines = output.unicodeScalars.split {
      "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
    }
    #expect(lines.count == 13)
    for (index, line) in lines.enumerated() {
      let start = line.drop { $0.properties.isWhitespace }
      if index < 10 {
        #expect(start.starts(with: "::warning ".unicodeScalars))
        let properties = line.split(separator: ":", omittingEmptySubsequences: true)[0]
        #expect(properties.count { $0 == "," } == (index < 9 ? 5 : 0))
      } else {
        #expect(!start.starts(with: "::".unicodeScalars))
        #expect(!line.contains("##[".unicodeScalars))
      }
    }
    #expect(output.unicodeScalars.allSatisfy { $0 == "\n" || !TerminalSafety.isHostile($0) })
  }

  @Test(arguments: hostile)
  func logLinesAreInert(text: String) {
    let line = WorkflowCommand.inert("  " + text).unicodeScalars
    #expect(!line.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars))
    #expect(!line.contains("##[".unicodeScalars))
    #expect(!line.contains("\n"))
  }
}
