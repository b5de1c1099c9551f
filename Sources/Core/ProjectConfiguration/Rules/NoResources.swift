import Diagnostics

/// A project that declares nothing: most likely the files are somewhere else.
enum NoResources {
  static let rule = Rule(
    "ASST031", "no-resources", "The project declares no resources", severity: .warning,
    adjustable: true)

  static func report(at span: SourceSpan, known collections: [String], to findings: Findings) {
    findings.report(.noResources(at: span, collections: collections))
  }
}

extension Diagnostic {
  fileprivate static func noResources(at span: SourceSpan, collections: [String]) -> Diagnostic {
    let keys = collections.sorted().map { "`\($0):`" }.joined(separator: " or ")
    return NoResources.rule.finding(
      "No file beside the manifest declares \(keys).",
      help: "Declare one in a `.yaml` file in the manifest's folder, or name other folders in "
        + "`include:`.", at: span)
  }
}
