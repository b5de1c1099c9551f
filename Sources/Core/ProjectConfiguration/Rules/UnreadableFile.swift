import Diagnostics

/// A file that is there and cannot be taken: a folder, no permission, no UTF-8, or far too large.
enum UnreadableFile {
  static let rule = Rule(
    "ASST055", "unreadable-file", "A file cannot be read")

  static func reportFolder(_ path: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.folder(path, at: span))
  }

  /// For a list of files, where a pattern says what of the folder is meant.
  static func reportFolderOfFiles(_ path: String, at span: SourceSpan, to findings: Findings) {
    findings.report(
      .folder(path, help: "Name the files inside it: `\(path)/**`.", at: span))
  }

  static func report(_ path: String, reason: String, at span: SourceSpan?, to findings: Findings) {
    findings.report(.unreadable(path, reason: reason, at: span))
  }

  static func reportEncoding(
    _ path: String, line: Int, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.notUTF8(path, line: line, at: span))
  }

  static func reportSize(_ path: String, limit: Int, at span: SourceSpan?, to findings: Findings) {
    findings.report(.tooLarge(path, limit: limit, at: span))
  }
}

extension Diagnostic {
  fileprivate static func folder(
    _ path: String, help: String = "Name a file inside it.", at span: SourceSpan
  ) -> Diagnostic {
    UnreadableFile.rule.finding("`\(path)` is a folder.", help: help, at: span)
  }

  fileprivate static func unreadable(
    _ path: String, reason: String, at span: SourceSpan?
  ) -> Diagnostic {
    UnreadableFile.rule.finding(
      "`\(path)` cannot be read: \(reason).", help: "Make it readable, or name another file.",
      at: span)
  }

  fileprivate static func notUTF8(_ path: String, line: Int, at span: SourceSpan) -> Diagnostic {
    UnreadableFile.rule.finding(
      "`\(path)` is not UTF-8 at line \(line).", help: "Save the file as UTF-8.", at: span)
  }

  fileprivate static func tooLarge(_ path: String, limit: Int, at span: SourceSpan?) -> Diagnostic {
    UnreadableFile.rule.finding(
      "`\(path)` is larger than \(limit / (1 << 20)) MB.", help: "Is this the right file?", at: span
    )
  }
}
