import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Files to desired state. Goes on after every mistake, so that all are told at once, and tells
/// none that only follows from another.
package enum ConfigurationLoader {
  package static func load(
    from sources: some ConfigurationSources, _ request: ConfigurationRequest
  ) -> LoadedConfiguration {
    let findings = Findings()
    let library = FileLibrary(
      sources: sources, displayPrefix: request.displayPrefix, findings: findings)
    guard let manifest = readManifest(library, request, findings) else {
      return LoadedConfiguration(
        configuration: nil, target: nil, project: nil,
        diagnostics: findings.concealed.inReadingOrder(),
        files: library.displayPaths)
    }
    library.rootRise = manifest.rootRise
    let choice = TargetChoice(manifest, request, findings)

    var files = ResourceFiles(
      library: library, catalogue: request.catalogue, findings: findings)
    if !manifest.knowsIncludes { files.expectMore() }
    for path in resourcePaths(manifest, library, &files, findings) { files.read(path) }
    let scope = DecodingScope(
      findings: findings, library: library,
      interpolator: Interpolator(variables: choice.variables, findings: findings),
      declarations: files.declarations)
    let resources = decode(
      files.resources, request.catalogue, scope, removed: manifest.removed)
    let outputs = OutputDecoder(catalogue: request.catalogue, interpolator: scope.interpolator)
      .decode(manifest.outputs)
    checkAddresses(manifest, outputs, scope)
    if files.resources.isEmpty, files.declarations.isComplete, manifest.knowsTargets {
      NoResources.report(
        at: manifest.span, known: request.catalogue.schemas.map(\.collection), to: findings)
    }
    if choice.variables.isComplete, files.declarations.isComplete {
      for name in choice.variables.unusedArguments {
        UnusedArgument.report(
          name, known: choice.variables.names.filter { $0 != name }, to: findings)
      }
    }

    let diagnostics = manifest.adjusting(findings.concealed).inReadingOrder()
    var configuration: Configuration?
    if !diagnostics.hasErrors, let target = choice.target, let complete = manifest.complete(outputs)
    {
      configuration = Configuration(
        manifest: complete, target: target,
        desired: DesiredState(
          project: complete.project.value, target: target.name, resources: resources,
          outputs: outputs, formerProjects: complete.formerly, formerTargets: target.formerly,
          removed: complete.removed.map {
            RemovedResource(address: $0.value, span: $0.span)
          }))
    }
    return LoadedConfiguration(
      configuration: configuration, target: choice.target, project: manifest.project?.value,
      diagnostics: diagnostics, files: library.displayPaths)
  }

  static func readManifest(
    _ library: FileLibrary, _ request: ConfigurationRequest, _ findings: Findings
  ) -> ManifestDraft? {
    let path = ProjectPath(source: Manifest.fileName)
    switch library.document(at: path, limit: FileLibrary.largestConfiguration) {
    case .failure(.missing):
      MissingManifest.report(library.displayPath(path), to: findings)
      return nil
    case .failure(let problem):
      UnreadableFile.report(
        library.displayPath(path), reason: problem.words, at: nil, to: findings)
      return nil
    case .success(let document):
      return ManifestDecoder(document, request: request, findings: findings).decode()
    }
  }

  /// The files directly in the folder and those that `include:` adds, by name.
  static func resourcePaths(
    _ manifest: ManifestDraft, _ library: FileLibrary, _ files: inout ResourceFiles,
    _ findings: Findings
  ) -> [ProjectPath] {
    var found: [ProjectPath] = []
    do throws(SourceProblem) {
      found = try library.files(directlyIn: .configurationFolder)
    } catch {
      files.report(error, of: .configurationFolder)
    }
    for include in manifest.includes {
      found += IncludeExpansion.paths(of: include, library, &files, findings)
    }
    let byName = Dictionary(
      found.filter(ResourceFiles.isResourceFile).map { ($0.description, $0) },
      uniquingKeysWith: { first, _ in first })
    return byName.sorted { $0.key.precedesByBytes($1.key) }.map(\.value)
  }

  private static func decode(
    _ declarations: [ResourceDeclaration], _ catalogue: ResourceCatalogue, _ scope: DecodingScope,
    removed: [Spanned<Address>]
  ) -> OrderedDictionary<Address, DesiredResource> {
    let decoder = ResourceDecoder(scope: scope, catalogue: catalogue)
    var resources = OrderedDictionary<Address, DesiredResource>(
      minimumCapacity: declarations.count)
    // What is forgotten cannot go on under another name.
    var claims = Dictionary(
      removed.map { ($0.value, $0.span) }, uniquingKeysWith: { first, _ in first })
    for declaration in declarations {
      guard let decoded = decoder.decode(declaration) else { continue }
      resources[declaration.address] = decoded.resource
      for key in decoded.formerly {
        let former = Address(collection: declaration.address.collection, key: key.value)
        if let first = claims[former] {
          FormerNameInUse.report(key.value, at: key.span, other: first, to: scope.findings)
        } else {
          claims[former] = key.span
        }
      }
    }
    return resources
  }

  /// Compares what the manifest names with what the files declare.
  private static func checkAddresses(
    _ manifest: ManifestDraft, _ outputs: OrderedDictionary<String, OutputReference>,
    _ scope: DecodingScope
  ) {
    for removed in manifest.removed {
      guard let declared = scope.declarations.span(of: removed.value) else { continue }
      RemovedButDeclared.report(
        removed.value, at: removed.span, declared: declared, to: scope.findings)
    }
    guard scope.declarations.isComplete else { return }
    for output in outputs.values {
      guard scope.declarations.span(of: output.address) == nil, let span = output.span else {
        continue
      }
      UnknownResource.report(
        output.address, known: scope.declarations.addresses, at: span, to: scope.findings)
    }
  }
}
