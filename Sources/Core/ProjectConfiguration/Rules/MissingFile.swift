import Diagnostics

/// A file that is named and is not there.
enum MissingFile {
  static let rule = Rule(
    "ASST053", "missing-file", "A file does not exist")

  static func report(
    _ path: String, similar: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.missingFile(path, similar: findings.comparable(similar), at: span))
  }
}

extension Diagnostic {
  fileprivate static func missingFile(
    _ path: String, similar: [String], at span: SourceSpan
  ) -> Diagnostic {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = path.dropLast(name.count)
    let nearest = Suggestion.nearest(to: name, in: similar).map { folder + $0 }
    return MissingFile.rule.finding(
      "`\(path)` does not exist.",
      help: nearest.map { "Did you mean `\($0)`?" }
        ?? "A path is relative to the file that names it.", at: span)
  }
}
