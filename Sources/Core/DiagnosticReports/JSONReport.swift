package import Diagnostics
import OrderedCollections
package import ResourceModel

/// Findings as a document for programs. Its schema is `examples/ci/validate.schema.json`; a change
/// that breaks readers takes a new `format_version`.
package enum JSONReport {
  private static let formatVersion = 1

  package static func render(_ report: DiagnosticReport) -> JSONValue {
    [
      "format_version": .integer(formatVersion),
      "tool": ["name": "asst", "version": .string(report.toolVersion)],
      "valid": .bool(!report.findings.hasErrors),
      "counts": .object(
        JSONObject(
          uniqueKeysWithValues: Diagnostic.Severity.allCases.reversed().map {
            ($0.rawValue, .integer(report.count($0)))
          })),
      "findings": .array(report.findings.map { value(of: $0, report) }),
    ]
  }

  /// One finding, as it stands in `findings`.
  package static func value(of finding: Diagnostic, _ report: DiagnosticReport) -> JSONValue {
    var members: JSONObject = ["code": .string(finding.code)]
    if let rule = report.rule(of: finding) { members["rule"] = .string(rule.name) }
    members["severity"] = .string(finding.severity.rawValue)
    members["summary"] = .string(finding.summary)
    members["detail"] = .string(finding.detail)
    if let help = finding.help { members["help"] = .string(help) }
    if let span = finding.span {
      add(TextRegion(visible: span, in: .characters), of: span, to: &members)
    }
    if !finding.related.isEmpty {
      members["related"] = .array(
        finding.related.map { related in
          var members: JSONObject = ["message": .string(related.message)]
          add(
            TextRegion(visible: related.span, in: .characters), of: related.span, to: &members)
          return .object(members)
        })
    }
    if let fix = finding.fix, !fix.holdsSecret {
      members["fix"] = [
        "title": .string(fix.title), "edits": .array(fix.edits.map { value(of: $0) }),
      ]
    }
    return .object(members)
  }

  /// Bytes beside lines and columns, so that a program can apply it without counting characters.
  private static func value(of edit: SourceEdit) -> JSONValue {
    var members: JSONObject = [:]
    add(TextRegion(edit.span, in: .characters), of: edit.span, to: &members)
    members["offset"] = .integer(edit.span.start)
    members["length"] = .integer(edit.span.end - edit.span.start)
    members["replacement"] = .string(edit.replacement)
    return .object(members)
  }

  private static func add(
    _ region: TextRegion, of span: SourceSpan, to members: inout JSONObject
  ) {
    members["file"] = .string(span.file.path)
    members["line"] = .integer(region.line)
    members["column"] = .integer(region.column)
    members["end_line"] = .integer(region.endLine)
    members["end_column"] = .integer(region.endColumn)
  }
}
