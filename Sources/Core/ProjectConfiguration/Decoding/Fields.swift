import Diagnostics
import YAMLSyntax

/// A mapping whose keys are known beforehand; every other key is reported.
struct Fields {
  private let mapping: YAMLMapping
  let span: SourceSpan
  /// The known keys that unknown ones were most likely meant to be.
  private var mistyped: Set<String> = []

  /// Nil when the node is no mapping, which was reported. Null is a mapping without entries.
  init?(
    _ node: YAMLNode, named subject: String, of owner: String, known: [String],
    aliases: [String: String] = [:], allowsExtensions: Bool = false,
    ignoring ignored: Set<String> = [], help: String? = nil,
    to findings: Findings
  ) {
    if node.isUnknown { return nil }
    if let scalar = node.scalar, scalar.value == .null {
      mapping = YAMLMapping()
    } else if let found = node.mapping {
      mapping = found
    } else {
      WrongType.report(
        subject, wants: "a mapping", found: node.kindName, help: help, at: node.head, to: findings)
      return nil
    }
    span = node.head
    for entry in mapping.entries where !known.contains(entry.key) && !ignored.contains(entry.key) {
      if allowsExtensions, entry.key.hasPrefix("x-") { continue }
      UnknownKey.report(
        entry.key, of: owner, known: known, aliases: aliases, present: mapping.entries.map(\.key),
        at: entry.keySpan, to: findings)
      if let meant = aliases[entry.key] ?? Suggestion.nearest(to: entry.key, in: known) {
        mistyped.insert(meant)
      }
    }
  }

  /// Whether a key is missing, and no mistake that was told is the reason.
  func lacks(_ key: String) -> Bool {
    mapping[key] == nil && !isPartial && !mistyped.contains(key)
  }

  subscript(key: String) -> YAMLMapping.Entry? { mapping[key] }

  var entries: [YAMLMapping.Entry] { mapping.entries }

  /// Whether a mistake hides some of the entries, so that none can be called missing.
  var isPartial: Bool { mapping.isPartial }
}

extension YAMLNode {
  /// A text that is taken as it is written, without variables, since it is part of the project's
  /// structure; nil when the node is none, which was reported.
  func plainText(named subject: String, to findings: Findings) -> Spanned<String>? {
    if isUnknown { return nil }
    if let scalar, case .string(let text) = scalar.value {
      guard InterpolationPart.occurs(in: text) else { return Spanned(value: text, span: span) }
      StructuralVariable.report(subject, at: span, to: findings)
      return nil
    }
    WrongType.report(
      subject, wants: "text", found: kindName,
      help: scalar.flatMap { $0.value == .null ? nil : "Quote it: `\"\($0.text)\"`." },
      fix: scalar.flatMap { $0.value == .null ? nil : rewritten(as: "\"\($0.text)\"") },
      at: head, to: findings)
    return nil
  }

  /// One such text, or a list of them.
  func plainTexts(named subject: String, to findings: Findings) -> [Spanned<String>] {
    (sequence ?? [self]).compactMap { $0.plainText(named: subject, to: findings) }
  }
}
