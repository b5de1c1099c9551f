import Diagnostics

/// A file for upload that is larger than any host takes.
enum FileTooLarge {
  static let rule = Rule("ASST105", "file-too-large", "A file is too large to be uploaded")

  static func report(_ files: OffendingFiles, limit: Int, to findings: Findings) {
    findings.report(.fileTooLarge(files, limit: limit))
  }
}

extension Diagnostic {
  fileprivate static func fileTooLarge(_ files: OffendingFiles, limit: Int) -> Diagnostic {
    FileTooLarge.rule.finding(
      "\(files.words) \(files.isOne ? "is" : "are") larger than \(limit >> 20) MB.",
      help: "Split \(files.isOne ? "it" : "them"), or leave out what is not needed.",
      at: files.span)
  }
}
