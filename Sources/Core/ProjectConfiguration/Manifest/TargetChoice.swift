import Diagnostics
import OrderedCollections

/// The target that a load is for, with its variables.
struct TargetChoice {
  let target: Target?
  let variables: VariableTable

  init(_ manifest: ManifestDraft, _ request: ConfigurationRequest, _ findings: Findings) {
    let known = Array(manifest.targets.keys)
    if let chosen = manifest.defaultTarget, !known.contains(chosen.value), manifest.knowsTargets {
      UnknownTarget.report(
        chosen.value, source: "`default_target`", known: known, at: chosen.span, to: findings)
    }
    var name = request.targetName ?? manifest.defaultTarget?.value
    if let asked = request.targetName, !known.contains(asked), manifest.knowsTargets {
      UnknownTarget.report(asked, source: "`--target`", known: known, at: nil, to: findings)
    }
    if name == nil, known.count == 1 { name = known[0] }
    if name == nil, known.count > 1, !manifest.namesDefaultTarget {
      UnknownTarget.reportNoneChosen(known: known, at: manifest.span, to: findings)
    }
    target = name.flatMap { manifest.targets[$0] ?? nil }
    variables = name.flatMap { manifest.variables[$0] } ?? manifest.projectVariables
  }
}
