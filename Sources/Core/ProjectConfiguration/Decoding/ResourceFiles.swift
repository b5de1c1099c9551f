import Diagnostics
import ResourceModel
import YAMLSyntax

/// Reads the files of resources and collects what they declare.
struct ResourceFiles {
  let library: FileLibrary
  let catalogue: ResourceCatalogue
  let findings: Findings
  private(set) var resources: [ResourceDeclaration] = []
  private(set) var declarations = Declarations()

  init(library: FileLibrary, catalogue: ResourceCatalogue, findings: Findings) {
    self.library = library
    self.catalogue = catalogue
    self.findings = findings
  }

  static func isResourceFile(_ path: ProjectPath) -> Bool {
    path != ProjectPath(source: Manifest.fileName)
      && [".yaml", ".yml", ".md"].contains { path.name.hasSuffix($0) }
  }

  mutating func read(_ path: ProjectPath) {
    if path.name.hasSuffix(".md") {
      switch library.file(at: path, limit: FileLibrary.largestConfiguration) {
      case .success(let file): readMarkdown(file, at: path)
      case .failure(let problem): report(problem, of: path)
      }
      return
    }
    switch library.document(at: path, limit: FileLibrary.largestConfiguration) {
    case .failure(let problem): report(problem, of: path)
    case .success(let document):
      if document.hasErrors { declarations.isComplete = false }
      if let root = document.root { readCollections(root, at: path) }
    }
  }

  /// Resources may stand in files that are not known: no name can be called undeclared.
  mutating func expectMore() { declarations.isComplete = false }

  /// Tells about a folder that could not be listed, or a file of resources that could not be read.
  mutating func report(_ problem: SourceProblem, of path: ProjectPath) {
    declarations.isComplete = false
    let name = library.displayPath(path)
    switch problem {
    case .tooLarge(let limit):
      UnreadableFile.reportSize(name, limit: limit, at: nil, to: findings)
    default: UnreadableFile.report(name, reason: problem.words, at: nil, to: findings)
    }
  }

  private mutating func readCollections(_ root: YAMLNode, at path: ProjectPath) {
    let bare = BareResource.check(root, catalogue, to: findings)
    guard
      let fields = Fields(
        root, named: library.displayPath(path), of: "a file of resources",
        known: catalogue.schemas.reversed().map(\.collection), allowsExtensions: true,
        ignoring: bare,
        help:
          "Begin with `\(catalogue.schemas.last?.collection ?? ""):`, and write the fields below a key such as `support:`.",
        to: findings)
    else {
      declarations.isComplete = false
      return
    }
    for entry in fields.entries {
      guard let schema = catalogue.schema(collection: entry.key) else {
        // What was meant for a collection may hold the names that others refer to.
        if !entry.key.hasPrefix("x-") { declarations.isComplete = false }
        continue
      }
      readCollection(entry, schema, at: path)
    }
  }

  private mutating func readCollection(
    _ collection: YAMLMapping.Entry, _ schema: ResourceSchema, at path: ProjectPath
  ) {
    if let scalar = collection.value.scalar, scalar.value == .null { return }
    guard let mapping = collection.value.mapping else {
      declarations.isComplete = false
      WrongType.report(
        collection.key, wants: "a mapping of keys to \(schema.kind.words)s",
        found: collection.value.kindName,
        help: "Write a key such as `support:` in place of each `- `, and the fields below it.",
        at: collection.value.head, to: findings)
      return
    }
    for entry in mapping.entries {
      guard InvalidName.check(entry.key, as: .key, at: entry.keySpan, to: findings) else {
        declarations.isComplete = false
        continue
      }
      insert(
        ResourceDeclaration(
          address: Address(collection: collection.key, key: entry.key), schema: schema,
          node: entry.value, span: entry.keySpan, place: Place(path: path)))
    }
  }

  /// A Markdown file without front matter is none of ours.
  private mutating func readMarkdown(_ file: SourceFile, at path: ProjectPath) {
    guard let frontMatter = FrontMatter.split(file),
      let schema = catalogue.schemas.first(where: { $0.frontMatterBody != nil }),
      let attribute = schema.frontMatterBody
    else { return }
    library.checkForSecrets(file, at: path)
    let (root, diagnostics) = frontMatter.parse()
    findings.report(diagnostics)
    if diagnostics.hasErrors { declarations.isComplete = false }
    guard frontMatter.isClosed, !diagnostics.hasErrors else { return }
    let node = root ?? YAMLNode(content: .mapping(YAMLMapping()), span: frontMatter.opening)
    guard let (key, span) = key(of: node, frontMatter, at: path) else {
      declarations.isComplete = false
      return
    }
    insert(
      ResourceDeclaration(
        address: Address(collection: schema.collection, key: key), schema: schema, node: node,
        span: span, place: Place(path: path), body: body(of: frontMatter, as: attribute)))
  }

  private func key(
    of node: YAMLNode, _ frontMatter: FrontMatter, at path: ProjectPath
  ) -> (String, SourceSpan)? {
    if let entry = node.mapping?[ResourceFields.key.name] {
      guard let key = entry.value.plainText(named: ResourceFields.key.name, to: findings),
        InvalidName.check(key.value, as: .key, at: key.span, to: findings)
      else { return nil }
      return (key.value, key.span)
    }
    let name = String(path.name.dropLast(".md".count))
    guard InvalidName.check(name, as: .key, at: frontMatter.opening, to: findings) else {
      return nil
    }
    return (name, frontMatter.opening)
  }

  /// The text below the front matter. Blank lines between the two are layout.
  private func body(
    of frontMatter: FrontMatter, as attribute: String
  ) -> ResourceDeclaration.Body? {
    let file = frontMatter.file
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = file.text[frontMatter.body].firstIndex(where: { !isBlank($0) }) else {
      MissingBody.report(
        file.path, attribute: attribute, at: frontMatter.opening, to: findings)
      return nil
    }
    let line = file.range(ofLine: file.line(at: first))
    let range = line.lowerBound..<frontMatter.body.upperBound
    guard let text = FileLibrary.text(of: file, in: range) else {
      UnreadableFile.reportEncoding(
        file.path, line: FileLibrary.firstInvalidLine(of: file), at: frontMatter.opening,
        to: findings)
      return nil
    }
    return ResourceDeclaration.Body(
      attribute: attribute, text: text,
      span: SourceSpan(file: file, start: line.lowerBound, end: line.upperBound))
  }

  private mutating func insert(_ resource: ResourceDeclaration) {
    if let first = declarations.insert(resource.address, at: resource.span) {
      DuplicateResource.report(resource.address, at: resource.span, first: first, to: findings)
    } else {
      resources.append(resource)
    }
  }
}
