package import Diagnostics
package import ResourceModel
import YAMLSyntax

/// A file of the project that can be formatted.
package struct FormattableFile: Sendable {
  /// As `ConfigurationSources` names it.
  package let path: String
  /// The text, without a byte order mark.
  package let file: SourceFile
  let order: KeyOrder
  /// Whether only its front matter is YAML.
  package let isMarkdown: Bool

  /// The same file with another text.
  package func with(_ text: [UInt8]) -> FormattableFile {
    FormattableFile(
      path: path, file: SourceFile(path: file.path, text: text), order: order,
      isMarkdown: isMarkdown)
  }

  package enum Outcome: Sendable {
    /// The file is in canonical form.
    case unchanged
    /// The new text.
    case formatted([UInt8])
    /// Left alone, for these reasons.
    case refused([Diagnostic])
  }

  package func formatted() -> Outcome {
    let outcome =
      isMarkdown
      ? YAMLFormatter.formatFrontMatter(file, order: order)
      : YAMLFormatter.format(file, order: order)
    return switch outcome {
    case .unchanged: .unchanged
    case .formatted(let text): .formatted(text)
    case .refused(let reasons): .refused(SecretScan.concealing(reasons, in: file))
    }
  }
}

/// The YAML of a project: the manifest, the files of resources, the front matter of Markdown files,
/// and the YAML files that values name. JSON files are not among them.
package enum FormattableFiles {
  /// By path. The diagnostics say which files could not be read, or have mistakes of syntax; other
  /// mistakes do not matter here.
  package static func find(
    in sources: some ConfigurationSources, _ request: ConfigurationRequest
  ) -> (files: [FormattableFile], diagnostics: [Diagnostic]) {
    let findings = Findings()
    let library = FileLibrary(
      sources: sources, displayPrefix: request.displayPrefix, findings: findings)
    var orders: [ProjectPath: KeyOrder] = [:]
    let manifest = ConfigurationLoader.readManifest(library, request, findings)
    if let manifest {
      orders[ProjectPath(source: Manifest.fileName)] = .manifest
      library.rootRise = manifest.rootRise
      var files = ResourceFiles(
        library: library, catalogue: request.catalogue, findings: findings)
      let paths = ConfigurationLoader.resourcePaths(manifest, library, &files, findings)
      for path in paths { files.read(path) }
      var values = IncludedValues(library)
      for resource in files.resources { values.follow(resource) }
      for (path, order) in values.found { orders[path] = order }
      for path in paths {
        orders[path] =
          path.name.hasSuffix(".md")
          ? .frontMatter(request.catalogue) : .resources(request.catalogue)
      }
    }
    let files = orders.compactMap { path, order in
      file(path, order, library)
    }
    return (
      files.sorted { $0.path.precedesByBytes($1.path) },
      findings.concealed.filter(\.concernsReading).inReadingOrder()
    )
  }

  /// A text of which nothing is known but what is in it, such as an editor's buffer.
  package static func guess(_ file: SourceFile, _ catalogue: ResourceCatalogue) -> FormattableFile {
    if let front = FrontMatter.split(file), front.isClosed {
      return FormattableFile(
        path: file.path, file: file, order: .frontMatter(catalogue), isMarkdown: true)
    }
    let keys = YAMLParser.parse(file).root?.mapping?.entries.map(\.key) ?? []
    var order = KeyOrder.asWritten
    if keys.contains(where: { catalogue.schema(collection: $0) != nil }) {
      order = .resources(catalogue)
    } else if keys.contains("project"), keys.contains("targets") {
      order = .manifest
    }
    return FormattableFile(path: file.path, file: file, order: order, isMarkdown: false)
  }

  private static func file(
    _ path: ProjectPath, _ order: KeyOrder, _ library: FileLibrary
  ) -> FormattableFile? {
    guard case .success(let file) = library.file(at: path) else { return nil }
    let isMarkdown = path.name.hasSuffix(".md")
    if isMarkdown, FrontMatter.split(file) == nil { return nil }
    return FormattableFile(
      path: path.description, file: file, order: order, isMarkdown: isMarkdown)
  }
}

extension Diagnostic {
  /// Whether it is about a file that is missing or cannot be read, or about YAML itself.
  fileprivate var concernsReading: Bool {
    guard severity == .error else { return false }
    return [MissingManifest.rule.code, UnreadableFile.rule.code].contains(code)
      || RuleIndex.rule(code: code) == nil
  }
}
