import Diagnostics
import OrderedCollections
import Planning
import ProjectConfiguration
import Providers
import ResourceModel
import StateStorage

/// A project as its files say, free of errors.
struct LoadedProject: Sendable {
  let configuration: Configuration
  /// Warnings, and hints where they were asked for; they have not been told yet.
  let findings: [Diagnostic]
  /// The configuration folder, as the person typed it.
  let folder: String
  /// The lock file of the target, as the system takes it and as messages show it.
  let lockPath: String

  var target: Target { configuration.target }
  var desired: DesiredState { configuration.desired }

  /// Reads and checks the files. Everything that is wrong is in the failure, told at once.
  ///
  /// - Parameter hints: whether hints are wanted. They are for whoever writes the files; before a plan
  ///   they would hide what matters there.
  static func load(
    _ options: GlobalOptions, hints: Bool = false, in context: CommandContext
  ) throws(CommandFailure) -> LoadedProject {
    let folder = context.resolve(options.config)
    let request = ConfigurationRequest(
      targetName: options.target, variables: options.variables.map { ($0.name, $0.value) },
      providers: ProviderRegistry.names, displayPrefix: displayPrefix(options.config))
    let loaded = ConfigurationLoader.load(from: DiskSources(folder: folder), request)
    let findings = hints ? loaded.diagnostics : loaded.diagnostics.filter { $0.severity > .hint }
    guard let configuration = loaded.configuration, !findings.hasErrors else {
      throw CommandFailure(findings)
    }
    return LoadedProject(
      configuration: configuration, findings: findings, folder: options.config,
      lockPath: folder + "/" + LockFile.name(target: configuration.target.name))
  }

  /// The lock file; one that is damaged or not ours is an error, a missing one is not.
  func openLock() throws(CommandFailure) -> LockFile {
    do throws(LockFileError) {
      return try LockFile.open(
        at: lockPath, project: desired.project, target: desired.target)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Declarations that this version understands and cannot carry out. Said before anything is asked
  /// of the provider, so that nobody believes they took effect.
  func unsupported() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for resource in desired.resources.values {
      for (path, attribute) in resource.attributes {
        if case .files(let files) = attribute.value, !files.entries.isEmpty {
          problems.append(PlanProblems.filesUnsupported(path, of: resource))
        }
      }
      if !resource.formerly.isEmpty {
        problems.append(PlanProblems.renamingUnsupported("formerly", at: resource.span))
      }
    }
    let manifest = configuration.manifest
    if !manifest.formerly.isEmpty {
      problems.append(PlanProblems.renamingUnsupported("formerly", at: manifest.project.span))
    }
    if !target.formerly.isEmpty {
      problems.append(PlanProblems.renamingUnsupported("formerly", at: target.span))
    }
    for removed in manifest.removed {
      problems.append(PlanProblems.renamingUnsupported("removed", at: removed.span))
    }
    return problems
  }

  /// What stands before file names in messages: the folder as it was typed, with a slash.
  private static func displayPrefix(_ config: String) -> String {
    config == "." ? "" : config.hasSuffix("/") ? config : config + "/"
  }
}
