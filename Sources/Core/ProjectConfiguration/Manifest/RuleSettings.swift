import Diagnostics
import YAMLSyntax

/// `rules:` of the manifest: severities by code.
enum RuleSettings {
  static func read(_ entry: YAMLMapping.Entry?, to findings: Findings) -> [String: RuleSetting] {
    guard let entry, entry.value.scalar?.value != .null else { return [:] }
    guard let mapping = entry.value.mapping else {
      WrongType.report(
        "rules", wants: "a mapping of codes to severities", found: entry.value.kindName,
        at: entry.value.head, to: findings)
      return [:]
    }
    var settings: [String: RuleSetting] = [:]
    for entry in mapping.entries {
      guard let rule = RuleIndex.rule(code: entry.key) else {
        UnknownRule.report(
          entry.key, known: RuleIndex.all.map(\.code), at: entry.keySpan, to: findings)
        continue
      }
      guard let word = entry.value.plainText(named: entry.key, to: findings) else { continue }
      guard let setting = RuleSetting(word.value) else {
        UnknownValue.report(
          word.value, of: entry.key, known: RuleSetting.words, at: word.span, to: findings)
        continue
      }
      if rule.isAdjustable || setting == .severity(rule.severity) {
        settings[entry.key] = setting
      } else {
        FixedRule.report(rule, at: entry.keySpan, to: findings)
      }
    }
    return settings
  }
}
