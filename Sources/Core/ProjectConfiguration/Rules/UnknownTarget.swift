import Diagnostics

/// A target that the manifest does not have, or none chosen among several.
enum UnknownTarget {
  static let rule = Rule(
    "ASST035", "unknown-target", "The target is not known")

  static func report(
    _ name: String, source: String, known: [String], at span: SourceSpan?, to findings: Findings
  ) {
    findings.report(.unknownTarget(name, source: source, known: known, at: span))
  }

  static func reportNoneChosen(known: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.noTargetChosen(known: known, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownTarget(
    _ name: String, source: String, known: [String], at span: SourceSpan?
  ) -> Diagnostic {
    UnknownTarget.rule.finding(
      "\(source) names `\(name)`, which is not under `targets:`.",
      help: .suggesting(name, among: known), at: span)
  }

  fileprivate static func noTargetChosen(known: [String], at span: SourceSpan) -> Diagnostic {
    UnknownTarget.rule.finding(
      "There are \(known.count) targets and nothing says which one is meant.",
      help: "Say `--target NAME`, or add `default_target: \(known.first ?? "NAME")`.", at: span)
  }
}
