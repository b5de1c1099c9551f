import Diagnostics
import ResourceModel

/// A file of a type that the host refuses or cannot read. It goes by the ending of the name.
enum UnsupportedFileType {
  static let rule = Rule(
    "ASST106", "unsupported-file-type", "A file has a type that the host does not read",
    adjustable: true)

  static func report(
    _ files: OffendingFiles, ending: String?, _ types: FileTypes, canExclude: Bool,
    to findings: Findings
  ) {
    findings.report(.unsupported(files, ending: ending, types, canExclude: canExclude))
  }

  /// Endings that mean what another one means.
  fileprivate static let spellings: [String: String] = [
    "markdown": "md", "mdx": "md", "text": "txt", "log": "txt", "rst": "txt", "adoc": "txt",
    "htm": "html", "xhtml": "html", "yaml": "txt", "yml": "txt", "toml": "txt", "ini": "txt",
    "jsonl": "txt", "ndjson": "txt", "csv": "txt", "tsv": "txt", "xml": "txt", "sql": "txt",
    "tsx": "ts", "jsx": "js", "mjs": "js", "cc": "cpp", "cxx": "cpp", "h": "c", "hpp": "cpp",
    "bash": "sh", "zsh": "sh", "latex": "tex", "jpe": "jpg",
  ]

  /// Endings of formats that another program turns into one that is read.
  fileprivate static let conversions: [String: String] = [
    "rtf": "docx", "odt": "docx", "pages": "docx", "epub": "pdf", "ppt": "pptx", "odp": "pptx",
    "key": "pptx", "xls": "xlsx", "ods": "xlsx",
  ]
}

extension Diagnostic {
  fileprivate static func unsupported(
    _ files: OffendingFiles, ending: String?, _ types: FileTypes, canExclude: Bool
  ) -> Diagnostic {
    let detail =
      if let ending {
        "\(files.words) end\(files.isOne ? "s" : "") in `.\(ending)`, which \(types.reader) does "
          + "not read."
      } else {
        "\(files.words) \(files.isOne ? "has" : "have") no ending, and \(types.reader) goes by it."
      }
    var help: [String] = []
    if let ending, let other = UnsupportedFileType.spellings[ending], types.all.contains(other) {
      let name = files.first.split(separator: "/").last.map(String.init) ?? files.first
      let stem = name.dropLast(ending.count)
      help.append(
        files.isOne
          ? "Upload it under another name: `name: \(stem)\(other)`."
          : "As `.\(other)` they are read.")
    } else if let ending, let other = UnsupportedFileType.conversions[ending],
      types.all.contains(other)
    {
      help.append("Convert \(files.isOne ? "it" : "them") to `.\(other)`.")
    } else {
      help.append("Read are \(types.all.joined(separator: ", ")).")
    }
    if canExclude, let ending, !files.isOne {
      help.append("Others are left out with `exclude: \"**/*.\(ending)\"`.")
    }
    help.append(UnsupportedFileType.rule.whereHostTakesIt)
    return UnsupportedFileType.rule.finding(
      detail, help: help.joined(separator: " "), at: files.span)
  }
}
