import Diagnostics
import OrderedCollections
package import ResourceModel

/// Findings as SARIF 2.1.0, which code scanning services and editors take.
///
/// Every result has a location, since GitHub refuses uploads with one that has none: findings about
/// no file are put to the first line of the manifest. Braces in messages are not doubled: no message
/// has arguments, and readers show the text as it is.
package enum SARIFReport {
  package static func render(_ report: DiagnosticReport) -> JSONValue {
    let findings = taken(from: report.findings)
    let rules = occurringRules(report)
    let locations = SARIFLocations(paths: report.paths)
    var fingerprints = FingerprintMaker(locations: locations)
    let indices = Dictionary(
      rules.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let results = findings.map { finding in
      result(
        of: finding, ruleIndex: indices[finding.code], locations,
        fingerprint: fingerprints.next(for: finding))
    }
    var run: JSONObject = [
      "tool": [
        "driver": [
          "name": "asst", "version": .string(report.toolVersion),
          "rules": .array(rules.map { descriptor(of: $0) }),
        ]
      ],
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": locations.bases,
      "results": .array(results),
    ]
    if findings.count < report.findings.count {
      run["invocations"] = [notice(of: report.findings.count - findings.count)]
    }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [.object(run)],
    ]
  }

  /// GitHub refuses a run with more results, and shows a fifth of them.
  private static let mostResults = 25_000

  /// The gravest findings, as many as readers take, in the order of all.
  private static func taken(from findings: [Diagnostic]) -> [Diagnostic] {
    guard findings.count > mostResults else { return findings }
    let gravest = findings.enumerated().sorted { left, right in
      left.element.severity == right.element.severity
        ? left.offset < right.offset : left.element.severity > right.element.severity
    }.prefix(mostResults)
    return gravest.sorted { $0.offset < $1.offset }.map(\.element)
  }

  private static func notice(of missing: Int) -> JSONValue {
    [
      "executionSuccessful": true,
      "toolExecutionNotifications": [
        [
          "level": "warning",
          "message": text(
            "\(missing) more findings are left out, since readers take no more than "
              + "\(mostResults) results. The format json has all of them."),
        ]
      ],
    ]
  }

  /// The rules of the findings, by code; what no rule is known of is described by its first finding.
  private static func occurringRules(_ report: DiagnosticReport) -> [ReportRule] {
    var rules: [String: ReportRule] = [:]
    for finding in report.findings where rules[finding.code] == nil {
      rules[finding.code] =
        report.rule(of: finding)
        ?? ReportRule(
          code: finding.code, name: finding.code, summary: finding.summary,
          severity: finding.severity)
    }
    return rules.values.sorted { $0.code < $1.code }
  }

  /// GitHub wants all three texts of a rule.
  private static func descriptor(of rule: ReportRule) -> JSONValue {
    var members: JSONObject = ["id": .string(rule.code)]
    if rule.name != rule.code { members["name"] = .string(rule.name) }
    members["shortDescription"] = text(rule.summary + ".")
    members["fullDescription"] = text(rule.summary + ".")
    members["help"] = text(rule.help ?? "Each finding says what to do about it.")
    members["defaultConfiguration"] = ["level": .string(level(of: rule.severity))]
    return .object(members)
  }

  private static func result(
    of finding: Diagnostic, ruleIndex: Int?, _ locations: SARIFLocations, fingerprint: String
  ) -> JSONValue {
    var members: JSONObject = ["ruleId": .string(finding.code)]
    if let ruleIndex { members["ruleIndex"] = .integer(ruleIndex) }
    members["level"] = .string(level(of: finding.severity))
    members["message"] = text(
      ([finding.detail] + [finding.help].compactMap { $0 }).joined(separator: "\n"))
    members["locations"] = [["physicalLocation": locations.physical(finding.span)]]
    if !finding.related.isEmpty {
      members["relatedLocations"] = .array(
        finding.related.enumerated().map { index, related in
          [
            "id": .integer(index + 1), "physicalLocation": locations.physical(related.span),
            "message": text(related.message),
          ]
        })
    }
    if let fix = finding.fix, !fix.edits.isEmpty, !fix.holdsSecret {
      members["fixes"] = [
        ["description": text(fix.title + "."), "artifactChanges": changes(fix.edits, locations)]
      ]
    }
    members["partialFingerprints"] = [FingerprintMaker.name: .string(fingerprint)]
    return .object(members)
  }

  private static func changes(_ edits: [SourceEdit], _ locations: SARIFLocations) -> JSONValue {
    let byFile = OrderedDictionary(grouping: edits) { $0.span.file.path }
    return .array(
      byFile.map { path, edits in
        [
          "artifactLocation": locations.artifact(path),
          "replacements": .array(
            edits.map {
              [
                "deletedRegion": locations.region(TextRegion($0.span, in: .codePoints)),
                "insertedContent": ["text": .string($0.replacement)],
              ]
            }),
        ]
      })
  }

  /// A message. `[text](address)` would be a link in it, and the text of others must not make one.
  private static func text(_ words: String) -> JSONValue {
    let inert = words.unicodeScalars
      .replacing("](".unicodeScalars, with: "] (".unicodeScalars)
    return ["text": .string(String(inert))]
  }

  private static func level(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }
}
