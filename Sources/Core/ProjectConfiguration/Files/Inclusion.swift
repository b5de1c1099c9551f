import Diagnostics
import ResourceModel
import YAMLSyntax

/// `{ file: prompts/support.md, variables: { … } }`: a value that stands in a file of its own.
struct Inclusion {
  static let fileKey = InclusionFields.file.name
  static let variablesKey = InclusionFields.variables.name

  let path: ProjectPath
  /// The path as it is written.
  let written: String
  /// The value of `file:`, where everything about the file is told.
  let span: SourceSpan
  /// The whole of the reference.
  let node: SourceSpan
  let placeholders: Placeholders?

  /// Whether a node is such a reference and cannot be a value of its own.
  static func isReference(_ node: YAMLNode) -> Bool {
    namesFile(node)
      && node.mapping?.entries.allSatisfy { $0.key == fileKey || $0.key == variablesKey } ?? false
  }

  /// Whether a node names a file, with or without keys that do not belong there: for places where
  /// a mapping could be nothing else.
  static func namesFile(_ node: YAMLNode) -> Bool {
    node.mapping?[fileKey]?.value.scalar != nil
  }
}

extension ValueDecoder {
  /// Reads the reference; nil when the path or a variable has no value, which was reported.
  mutating func inclusion(_ node: YAMLNode) -> Inclusion? {
    let known = InclusionFields.keys
    guard
      let fields = Fields(
        node, named: Inclusion.fileKey, of: "a reference to a file", known: known, to: findings),
      let entry = fields[Inclusion.fileKey], let scalar = entry.value.scalar,
      let resolved = resolve(scalar, at: entry.value.span)
    else { return nil }
    let span = entry.value.span
    guard let text = resolved.string else {
      return mismatch(entry.value, resolved, named: Inclusion.fileKey, wants: "a path")
    }
    guard let path = path(text, at: span) else { return nil }
    var placeholders: Placeholders?
    if let variables = fields[Inclusion.variablesKey] {
      guard let values = placeholderValues(variables) else { return nil }
      placeholders = Placeholders(values, span: variables.keySpan)
    }
    return Inclusion(
      path: path, written: text, span: span, node: node.span, placeholders: placeholders)
  }

  private func placeholderValues(_ entry: YAMLMapping.Entry) -> [Placeholders.Variable]? {
    guard let mapping = entry.value.mapping else {
      return mismatch(
        entry.value, resolved(entry.value), named: entry.key, wants: "a mapping of names to values")
    }
    var isWhole = true
    let variables = mapping.entries.compactMap { entry -> Placeholders.Variable? in
      guard InvalidVariableName.check(entry.key, at: entry.keySpan, to: findings),
        let text = placeholderValue(entry)
      else {
        isWhole = false
        return nil
      }
      return Placeholders.Variable(name: entry.key, text: text, span: entry.keySpan)
    }
    return isWhole ? variables : nil
  }

  private func placeholderValue(_ entry: YAMLMapping.Entry) -> String? {
    let wanted = "text, a number or a boolean"
    guard let scalar = entry.value.scalar else {
      return mismatch(entry.value, named: entry.key, wants: wanted)
    }
    guard let value = resolve(scalar, at: entry.value.span) else { return nil }
    return value.isNull ? mismatch(entry.value, value, named: entry.key, wants: wanted) : value.text
  }

  /// The file as text, with its placeholders filled; one final line break is not part of it.
  mutating func includedText(of inclusion: Inclusion) -> Text? {
    switch scope.library.text(at: inclusion.path) {
    case .failure(let problem):
      scope.library.report(problem, of: inclusion, to: findings)
      return nil
    case .success(let content):
      guard content.hasText else {
        EmptyFile.report(inclusion.written, at: inclusion.span, to: findings)
        return nil
      }
      let lines = inclusion.placeholders?.fileLines(of: content.text)
      sites.append(
        IncludedSite(
          reference: inclusion.node, parent: site, file: content.file, isText: true, lines: lines))
      let origin = TextOrigin(
        SourceLocation(path: content.file.path, line: 1, column: 1), lines: lines)
      let whole = SourceSpan(file: content.file, start: 0, end: content.file.text.count)
      guard let placeholders = inclusion.placeholders else {
        return Text(text: content.text, origin: origin, source: whole)
      }
      let text = placeholders.fill(content.text, in: whole, to: findings)
      placeholders.reportUnused(in: inclusion.written, to: findings)
      return text.map { Text(text: $0, origin: origin, source: whole) }
    }
  }

  /// The file as YAML or JSON; nil when there is no value in it, which was reported.
  func document(of inclusion: Inclusion) -> YAMLNode? {
    if place.chain.contains(inclusion.path) {
      let chain = (place.chain.drop { $0 != inclusion.path } + [inclusion.path])
      IncludeCycle.report(
        chain.map(scope.library.displayPath), at: inclusion.span, to: findings)
      return nil
    }
    switch scope.library.document(at: inclusion.path) {
    case .failure(let problem):
      scope.library.report(problem, of: inclusion, to: findings)
      return nil
    case .success(let document):
      if document.hasErrors { return nil }
      guard let root = document.root, !isNull(root) else {
        EmptyFile.report(inclusion.written, at: inclusion.span, to: findings)
        return nil
      }
      return root
    }
  }
}
