import Diagnostics
import YAMLSyntax

/// `formerly:` of a project or target: one name, or a list, oldest first.
enum FormerNames {
  /// - Parameter inUse: the place of what has a name now; nil for a free one.
  static func read(
    _ entry: YAMLMapping.Entry?, to findings: Findings, inUse: (String) -> SourceSpan?
  ) -> [String] {
    guard let entry else { return [] }
    return entry.value.plainTexts(named: entry.key, to: findings).compactMap { name in
      guard InvalidName.check(name.value, as: .name, at: name.span, to: findings) else {
        return nil
      }
      if let other = inUse(name.value) {
        FormerNameInUse.report(name.value, at: name.span, other: other, to: findings)
        return nil
      }
      return name.value
    }
  }
}
