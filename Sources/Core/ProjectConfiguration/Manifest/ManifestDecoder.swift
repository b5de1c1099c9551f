import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Decodes `asst.yaml`.
struct ManifestDecoder {
  let request: ConfigurationRequest
  let findings: Findings
  private let document: FileLibrary.Document

  init(_ document: FileLibrary.Document, request: ConfigurationRequest, findings: Findings) {
    self.document = document
    self.request = request
    self.findings = findings
  }

  func decode() -> ManifestDraft {
    let start = SourceSpan(startOf: document.file)
    guard !document.hasErrors, let fields = fields(start) else {
      // Without it no target and no variable is known, and none is called unknown.
      var draft = ManifestDraft(
        span: start, projectVariables: table([], isComplete: false, arguments: request.variables))
      draft.knowsTargets = false
      return draft
    }
    let arguments = request.variables.filter {
      InvalidVariableName.check($0.name, at: nil, to: findings)
    }
    let project = variables(fields["variables"])
    var draft = ManifestDraft(
      span: fields.span,
      projectVariables: table([project], isComplete: false, arguments: arguments))
    draft.project = projectName(fields)
    readTargets(fields, project, arguments, into: &draft)
    draft.defaultTarget = fields["default_target"]?.value
      .plainText(named: "default_target", to: findings)
    draft.namesDefaultTarget = fields["default_target"] != nil
    draft.outputs = fields["outputs"]
    readIncludes(fields["include"], into: &draft)
    draft.rootRise = root(fields["root"])
    draft.removed = removed(fields["removed"])
    draft.formerly = formerNames(fields["formerly"], taken: draft.project.map { [$0] } ?? [])
    draft.severities = RuleSettings.read(fields["rules"], to: findings)
    return draft
  }

  private func fields(_ start: SourceSpan) -> Fields? {
    let root = document.root ?? YAMLNode(content: .mapping(YAMLMapping()), span: start)
    return Fields(
      root, named: Manifest.fileName, of: "the manifest", known: ManifestSchema.keys,
      allowsExtensions: true,
      to: findings)
  }

  private func projectName(_ fields: Fields) -> Spanned<String>? {
    guard let entry = fields["project"] else {
      if fields.lacks("project") {
        MissingField.report("project", of: "the manifest", at: fields.span, to: findings)
      }
      return nil
    }
    guard let name = entry.value.plainText(named: "project", to: findings),
      InvalidName.check(name.value, as: .name, at: name.span, to: findings)
    else { return nil }
    return name
  }

  // MARK: - Targets and variables

  private func readTargets(
    _ fields: Fields, _ project: OrderedDictionary<String, YAMLNode>,
    _ arguments: [(name: String, value: String)], into draft: inout ManifestDraft
  ) {
    guard let entry = fields["targets"] else {
      if fields.lacks("targets") {
        MissingField.report("targets", of: "the manifest", at: fields.span, to: findings)
      }
      draft.knowsTargets = false
      return
    }
    guard let mapping = entry.value.mapping, !mapping.entries.isEmpty else {
      WrongType.report(
        "targets", wants: "a mapping of names to targets",
        found: entry.value.mapping == nil ? entry.value.kindName : "an empty mapping",
        at: entry.value.head, to: findings)
      draft.knowsTargets = false
      return
    }
    for target in mapping.entries {
      let own = variables(target.value.mapping?["variables"])
      let table = table(
        [project, own], isComplete: target.value.mapping != nil, arguments: arguments)
      table.resolveAll()
      draft.variables[target.key] = table
      let decoder = TargetDecoder(
        findings: findings, variables: table, providers: request.providers,
        declared: mapping)
      draft.targets[target.key] = .some(decoder.decode(target))
    }
  }

  private func table(
    _ layers: [OrderedDictionary<String, YAMLNode>], isComplete: Bool,
    arguments: [(name: String, value: String)]
  ) -> VariableTable {
    VariableTable(
      layers: layers, arguments: arguments, isComplete: isComplete, findings: findings)
  }

  private func variables(_ entry: YAMLMapping.Entry?) -> OrderedDictionary<String, YAMLNode> {
    guard let entry, entry.value.scalar?.value != .null else { return [:] }
    guard let mapping = entry.value.mapping else {
      WrongType.report(
        "variables", wants: "a mapping of names to values", found: entry.value.kindName,
        at: entry.value.head, to: findings)
      return [:]
    }
    var variables: OrderedDictionary<String, YAMLNode> = [:]
    for entry in mapping.entries {
      guard InvalidVariableName.check(entry.key, at: entry.keySpan, to: findings) else { continue }
      // The name is known either way, so that its uses are no mistakes of their own.
      variables[entry.key] = entry.value
      guard let scalar = entry.value.scalar, scalar.value != .null else {
        WrongType.report(
          entry.key, wants: "text, a number or a boolean", found: entry.value.kindName,
          at: entry.value.head, to: findings)
        continue
      }
    }
    return variables
  }

  // MARK: - What the manifest says about addresses

  private func readIncludes(_ entry: YAMLMapping.Entry?, into draft: inout ManifestDraft) {
    guard let value = entry?.value else { return }
    draft.includes = value.plainTexts(named: "include", to: findings)
    draft.knowsIncludes = draft.includes.count == value.sequence?.count ?? 1
  }

  private func removed(_ entry: YAMLMapping.Entry?) -> [Spanned<Address>] {
    guard let entry, entry.value.scalar?.value != .null else { return [] }
    let reader = AddressReader(catalogue: request.catalogue, findings: findings)
    return entry.value.plainTexts(named: "removed", to: findings).compactMap { text in
      reader.address(text, written: text.value, example: "assistants.support").map {
        Spanned(value: $0, span: text.span)
      }
    }
  }

  private func formerNames(_ entry: YAMLMapping.Entry?, taken: [Spanned<String>]) -> [String] {
    FormerNames.read(entry, to: findings) { name in taken.first { $0.value == name }?.span }
  }

  /// A root so high that, after a mistake in `root:`, no path is a second one.
  private static let anyRoot = 64

  /// How many folders above the configuration folder the root is.
  private func root(_ entry: YAMLMapping.Entry?) -> Int {
    guard let text = entry?.value.plainText(named: "root", to: findings) else { return 0 }
    do throws(ProjectPath.Problem) {
      let path = try ProjectPath.resolve(text.value, from: .configurationFolder)
      if path.components.isEmpty { return path.rise }
      InvalidPath.reportRoot(text.value, at: text.span, to: findings)
    } catch {
      InvalidPath.report(text.value, problem: error, at: text.span, to: findings)
    }
    return Self.anyRoot
  }
}
