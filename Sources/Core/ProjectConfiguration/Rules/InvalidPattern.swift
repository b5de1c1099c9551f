import Diagnostics
import ResourceModel
import YAMLSyntax

/// A text that does not follow the grammar that the API sets for it.
enum InvalidPattern {
  static let rule = Rule(
    "ASST045", "invalid-pattern", "A text does not follow its pattern")

  /// One such text. It is told once the members of its list are known, since only then can it be
  /// said which names are free.
  struct Slip {
    let text: String
    let subject: String
    let pattern: StringLimits.Pattern
    let node: YAMLNode

    /// The name to propose.
    var proposal: String? { pattern.nearest(to: text) }
  }

  static func slip(
    in text: String, of subject: String, limits: StringLimits, at node: YAMLNode
  ) -> Slip? {
    guard let pattern = limits.pattern, !text.isEmpty, !pattern.matches(text) else { return nil }
    // A text that is only too long is told so once.
    if let maximum = limits.maximum, pattern.matches(String(text.prefix(maximum))) { return nil }
    return Slip(text: text, subject: subject, pattern: pattern, node: node)
  }

  /// - Parameter isFree: whether nothing else has the proposed name, or would get it.
  static func report(_ slip: Slip, isFree: Bool, to findings: Findings) {
    let proposal = isFree ? slip.proposal : nil
    let fix = proposal.flatMap { proposal in
      slip.node.scalar?.text == slip.text
        ? SchemaPlace([], in: slip.node).replacement(.text(proposal), title: "Write `\(proposal)`")
        : nil
    }
    findings.report(.invalidPattern(slip, proposal: proposal, fix: fix))
  }
}

extension Diagnostic {
  fileprivate static func invalidPattern(
    _ slip: InvalidPattern.Slip, proposal: String?, fix: Fix?
  ) -> Diagnostic {
    InvalidPattern.rule.finding(
      "`\(slip.subject)` follows `\(slip.pattern.rawValue)`; `\(slip.text.prefix(80))` does not.",
      help: proposal.map { "Write `\($0)`." } ?? "Choose a name of \(slip.pattern.words).",
      at: slip.node.head, fix: fix)
  }
}
