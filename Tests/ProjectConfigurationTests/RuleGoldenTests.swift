import Diagnostics
import FoundationEssentials
import ProjectConfiguration
import TestSupport
import Testing

/// What people are told, rule by rule, word by word.
@Suite struct RuleGoldenTests {
  @Test(arguments: RuleGolden.all)
  func output(golden: RuleGolden) throws {
    let findings = try golden.findings()
    let text = DiagnosticRenderer.render(findings).plain
    if let difference = try GoldenFile.difference(of: text, from: golden.expectedPath) {
      Issue.record("\(difference)")
    }
    #expect(findings.contains { $0.code == golden.code })
    #expect(findings.flatMap(\.unevenWords) == [])
  }

  @Test(arguments: RuleGolden.all)
  func eachFixTakesItsFindingAway(golden: RuleGolden) throws {
    let before = try golden.findings()
    for finding in before {
      guard let fix = finding.fix else { continue }
      let after = try golden.findings(after: fix)
      #expect(
        !after.contains { $0.detail == finding.detail && $0.span?.start == finding.span?.start },
        "\(fix.title) does not repair \(finding.detail)")
      #expect(after.count { $0.code == finding.code } < before.count { $0.code == finding.code })
    }
  }

  /// The codes of YAML itself, which have no rule of their own.
  private static let syntaxCodes = (1...29).map { "ASST0\($0 < 10 ? "0" : "")\($0)" }

  @Test func everyCodeHasItsFolder() {
    let folders = Set(RuleGolden.all.map(\.name))
    for code in Self.syntaxCodes {
      #expect(folders.contains { $0.hasPrefix(code + "-") }, "\(code) has no folder")
    }
    for rule in RuleIndex.all {
      #expect(folders.contains("\(rule.code)-\(rule.name)"), "\(rule.code)-\(rule.name)")
    }
  }

  @Test func everyFolderIsForACode() {
    let codes = Set(Self.syntaxCodes + RuleIndex.all.map(\.code))
    for golden in RuleGolden.all { #expect(codes.contains(golden.code), "\(golden.name)") }
  }
}
