import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// Files by path or glob: one, or a list.
  mutating func files(
    _ node: YAMLNode, _ shape: FileListShape, named subject: String
  ) -> FileSelection? {
    expanding(node) { decoder, node in
      let items = node.sequence ?? [node]
      TooMany.check(
        items.count, of: subject, maximum: shape.maximum, at: node.head, to: decoder.findings)
      // The others are still looked at, so that all mistakes are told at once.
      return FileSelection(entries: items.compactMap { decoder.file($0, shape, named: subject) })
    }
  }

  private mutating func file(
    _ node: YAMLNode, _ shape: FileListShape, named subject: String
  ) -> FileSelection.Entry? {
    guard node.mapping != nil else {
      return pattern(node, named: subject).map {
        FileSelection.Entry(pattern: $0.description, span: node.span)
      }
    }
    let known = FileFields.keys(shape)
    let owner = "a file"
    guard
      let fields = Fields(node, named: subject, of: owner, known: known, to: findings)
    else { return nil }
    guard let path = fields["path"] else {
      if fields.lacks("path") {
        MissingField.report("path", of: owner, at: node.head, to: findings)
      }
      return nil
    }
    guard let pattern = pattern(path.value, named: "path") else { return nil }
    var entry = FileSelection.Entry(pattern: pattern.description, span: path.value.span)
    if let name = fields["name"], !isNull(name.value) {
      entry.name = fileName(name, isPattern: Glob.isPattern(pattern.description))
    }
    guard let chunking = shape.chunking else { return entry }
    if let attributes = fields["attributes"] {
      entry.attributes =
        map(attributes.value, .fileAttributes, named: "attributes") ?? JSONObject()
    }
    if let own = fields["chunking"] { entry.chunking = self.chunking(own.value, chunking) }
    return entry
  }

  /// A path or glob, relative to the configuration folder.
  func pattern(_ node: YAMLNode, named subject: String) -> ProjectPath? {
    guard let scalar = node.scalar else {
      return mismatch(node, named: subject, wants: "a path or a pattern")
    }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    guard let text = resolved.string else {
      return mismatch(
        node, resolved, named: subject, wants: "a path or a pattern",
        help: resolved.isNull ? nil : "Quote it: `\"\(resolved.text)\"`.")
    }
    guard let path = self.path(text, at: node.span) else { return nil }
    if Glob.isPattern(text), Glob(path.description) == nil {
      InvalidPath.reportGlob(text, at: node.span, to: findings)
      return nil
    }
    return path
  }

  /// A path as it is written in this file; nil when it is none or leaves the root, which was
  /// reported.
  func path(_ text: String, at span: SourceSpan) -> ProjectPath? {
    do throws(ProjectPath.Problem) {
      let path = try ProjectPath.resolve(text, from: place.path.folder)
      if scope.library.isInsideRoot(path) { return path }
      OutsideRoot.report(text, at: span, to: findings)
    } catch {
      InvalidPath.report(text, problem: error, at: span, to: findings)
    }
    return nil
  }

  private mutating func fileName(_ entry: YAMLMapping.Entry, isPattern: Bool) -> String? {
    if isPattern {
      UnknownKey.report(
        "name", of: "a pattern", help: "Only an entry that names one file can rename it.",
        at: entry.keySpan, to: findings)
      return nil
    }
    guard let name = text(entry.value, StringLimits(minimum: 1), named: "name")?.text,
      InvalidFileName.check(name, at: entry.value.span, to: findings)
    else { return nil }
    return name
  }

  /// How files are cut; null leaves it to the server.
  mutating func chunking(_ node: YAMLNode, _ shape: ObjectShape) -> JSONValue? {
    if isNull(node) { return nil }
    guard let value = value(node, as: .object(shape), named: "chunking") else { return nil }
    ChunkOverlap.check(value, shape, at: node, to: findings)
    return value
  }
}
