import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A manifest as far as it could be understood.
struct ManifestDraft {
  let span: SourceSpan
  var project: Spanned<String>?
  /// Every target that the manifest names; nil for one that could not be decoded.
  var targets: OrderedDictionary<String, Target?> = [:]
  var defaultTarget: Spanned<String>?
  /// Whether there is a `default_target`, be it a good one or not.
  var namesDefaultTarget = false
  /// The variables of each target.
  var variables: [String: VariableTable] = [:]
  /// The variables that do not depend on a target.
  var projectVariables: VariableTable
  /// `outputs:` as it is written: its values may name variables of the target.
  var outputs: YAMLMapping.Entry?
  var includes: [Spanned<String>] = []
  /// False when a part of `include:` could not be read, so that files may be missing.
  var knowsIncludes = true
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
