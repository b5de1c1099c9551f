import Diagnostics
import YAMLSyntax

/// A mapping whose keys are known beforehand; every other key is reported.
struct Fields {
  private let mapping: YAMLMapping
  let span: SourceSpan

  /// Nil when the node is no mapping, which was reported. Null is a mapping without entries.
  init?(
    _ node: YAMLNode, named subject: String, of owner: String, known: [String],
    allowsExtensions: Bool = false, ignoring ignored: Set<String> = [], to findings: Findings
  ) {
    if let scalar = node.scalar, scalar.value == .null {
      mapping = YAMLMapping()
    } else if let found = node.mapping {
      mapping = found
    } else {
      WrongType.report(
        subject, wants: "a mapping", found: node.kindName, at: node.head, to: findings)
      return nil
    }
    span = node.head
    for entry in mapping.entries where !known.contains(entry.key) && !ignored.contains(entry.key) {
      if allowsExtensions, entry.key.hasPrefix("x-") { continue }
      UnknownKey.report(entry.key, of: owner, known: known, at: entry.keySpan, to: findings)
    }
  }

  subscript(key: String) -> YAMLMapping.Entry? { mapping[key] }

  var entries: [YAMLMapping.Entry] { mapping.entries }
}

extension YAMLNode {
  /// A text that is taken as it is written; nil when the node is none, which was reported.
  func plainText(named subject: String, to findings: Findings) -> Spanned<String>? {
    if let scalar, case .string(let text) = scalar.value {
      return Spanned(value: text, span: span)
    }
    WrongType.report(
      subject, wants: "text", found: kindName,
      help: scalar.flatMap { $0.value == .null ? nil : "quote it: `\"\($0.text)\"`" },
      at: head, to: findings)
    return nil
  }

  /// `true` or `false`; nil when the node is neither, which was reported.
  func plainBoolean(named subject: String, to findings: Findings) -> Bool? {
    if let scalar, case .bool(let value) = scalar.value { return value }
    WrongType.report(
      subject, wants: "`true` or `false`", found: kindName, at: head, to: findings)
    return nil
  }

  /// One text, or a list of texts.
  func plainTexts(named subject: String, to findings: Findings) -> [Spanned<String>] {
    guard let items = sequence else {
      return plainText(named: subject, to: findings).map { [$0] } ?? []
    }
    return items.compactMap { $0.plainText(named: subject, to: findings) }
  }
}
