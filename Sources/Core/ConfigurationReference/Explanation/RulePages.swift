import Diagnostics
import ProjectConfiguration

/// What there is to say about rules.
enum RulePages {
  static var all: Explanation {
    var page = Explanation(
      path: ConfigurationReference.rules, summary: "What is checked before anything is sent.")
    page.heading = "Rules"
    page.entries = RuleIndex.all.sorted { $0.code < $1.code }.map { rule in
      Explanation.Entry(
        name: rule.code, type: rule.isAdjustable ? "\(rule.severity) *" : "\(rule.severity)",
        isRequired: false, summary: "\(rule.name): \(rule.summary).")
    }
    page.hint =
      "The severity of those with a star can be changed under `rules:` in \(Manifest.fileName)."
    return page
  }

  static func page(_ rule: Rule) -> Explanation {
    var page = Explanation(path: "\(rule.code) \(rule.name)", summary: rule.summary)
    page.add("Severity", "\(rule.severity)")
    page.add(
      "Adjustable",
      rule.isAdjustable
        ? "yes: `off`, `hint`, `warning` or `error` under `rules:` in \(Manifest.fileName)"
        : "no: what it finds could not be applied")
    if rule.isAdjustable { page.example = ["rules:", "  \(rule.code): off"] }
    return page
  }
}
