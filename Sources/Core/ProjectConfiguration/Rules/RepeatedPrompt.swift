import Diagnostics

/// A prompt with a large part of it pasted in twice.
enum RepeatedPrompt {
  static let rule = Rule(
    "ASST097", "repeated-prompt", "A prompt repeats itself", severity: .warning, adjustable: true)

  static func check(_ prompt: WrittenText, to findings: Findings) {
    guard let block = RepeatedBlock.find(in: prompt.bytes) else { return }
    findings.report(
      .repeatedPrompt(
        block, at: prompt.place(ofLineAt: block.second), first: prompt.place(ofLineAt: block.first))
    )
  }
}

extension Diagnostic {
  fileprivate static func repeatedPrompt(
    _ block: RepeatedBlock, at second: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    let size = block.lines == 1 ? "One line" : "\(block.lines) lines"
    let verb = block.lines == 1 ? "stands" : "stand"
    return RepeatedPrompt.rule.finding(
      "\(size), \(block.share) % of the prompt, \(verb) in it twice; the model reads both, and every "
        + "run pays for both.",
      help: "Remove one of them.", at: second,
      related: first == second ? [] : [Related("The first one begins here.", at: first)])
  }
}
