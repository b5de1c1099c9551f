import Diagnostics
import OrderedCollections
import ResourceModel

/// A manifest as far as it could be understood.
struct ManifestDraft {
  let span: SourceSpan
  var project: Spanned<String>?
  /// Every target that the manifest names; nil for one that could not be decoded.
  var targets: OrderedDictionary<String, Target?> = [:]
  var defaultTarget: Spanned<String>?
  /// The variables of each target.
  var variables: [String: VariableTable] = [:]
  /// The variables that do not depend on a target.
  var projectVariables: VariableTable
  var outputs: OrderedDictionary<String, OutputReference> = [:]
  var includes: [Spanned<String>] = []
  var rootRise = 0
  var removed: [Spanned<Address>] = []
  var formerly: [String] = []
  var severities: [String: RuleSetting] = [:]
  /// False when the targets could not be read, so that no name can be called unknown.
  var knowsTargets = true

  /// The manifest, when nothing is missing.
  func complete(_ outputs: OrderedDictionary<String, OutputReference>) -> Manifest? {
    guard let project else { return nil }
    return Manifest(
      project: project, targets: targets.compactMapValues { $0 },
      defaultTarget: defaultTarget?.value, outputs: outputs, formerly: formerly, removed: removed,
      severities: severities)
  }

  /// The findings with the severities that `rules:` sets.
  func adjusting(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    if severities.isEmpty { return diagnostics }
    return diagnostics.compactMap { diagnostic in
      switch severities[diagnostic.code] {
      case nil: return diagnostic
      case .off: return nil
      case .severity(let severity):
        var changed = diagnostic
        changed.severity = severity
        return changed
      }
    }
  }
}

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
    if name == nil, known.count > 1 {
      UnknownTarget.reportNoneChosen(known: known, at: manifest.span, to: findings)
    }
    target = name.flatMap { manifest.targets[$0] ?? nil }
    variables = name.flatMap { manifest.variables[$0] } ?? manifest.projectVariables
  }
}
