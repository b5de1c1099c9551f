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
    // It stands in the folder, and there is nothing where it points to. Bytes, since names that only
    // look alike are other files.
    if similar.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      return MissingFile.rule.finding(
        "`\(path)` is a link to a file that does not exist.",
        help: "Put that file there, or remove the link.", at: span)
    }
    let nearest = Suggestion.nearest(to: name, in: similar).map { folder + $0 }
    return MissingFile.rule.finding(
      "`\(path)` does not exist.",
      help: nearest.map { "Did you mean `\($0)`?" }
        ?? "A path is relative to the file that names it.", at: span)
  }
}
