import Diagnostics
import YAMLSyntax

/// Values that no schema describes, such as those of `lifecycle:`, with variables filled in.
extension Interpolator {
  /// The text that a node stands for; nil when it stands for none, which was reported.
  func text(_ node: YAMLNode, named subject: String) -> Spanned<String>? {
    let resolved = node.scalar.flatMap { resolve($0, at: node.span) }
    if node.scalar != nil, resolved == nil { return nil }
    if let text = resolved?.string { return Spanned(value: text, span: node.span) }
    WrongType.report(
      subject, wants: "text", found: node.words(resolved),
      help: resolved.flatMap { $0.isNull ? nil : "Quote it: `\"\($0.text)\"`." },
      fix: resolved.flatMap { $0.isNull ? nil : node.rewritten(as: "\"\($0.text)\"") },
      at: node.head, to: findings)
    return nil
  }

  /// One text, or a list of texts.
  func texts(_ node: YAMLNode, named subject: String) -> [Spanned<String>] {
    (node.sequence ?? [node]).compactMap { text($0, named: subject) }
  }

  /// `true` or `false`; nil when the node stands for neither, which was reported.
  func boolean(_ node: YAMLNode, named subject: String) -> Bool? {
    let resolved = node.scalar.flatMap { resolve($0, at: node.span) }
    if node.scalar != nil, resolved == nil { return nil }
    if case .bool(let value)? = resolved?.value { return value }
    WrongType.report(
      subject, wants: "`true` or `false`", found: node.words(resolved),
      help: resolved?.booleanHelp,
      fix: resolved?.meantBoolean.flatMap { node.rewritten(as: "\($0)") }, at: node.head,
      to: findings)
    return nil
  }
}
