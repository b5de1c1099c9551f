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
  private(set) var findings: [Diagnostic]
  /// The configuration folder, as the person typed it.
  let folder: String
  /// The same folder, as the system takes it.
  let systemFolder: String

  /// The journal of the target, which exists only after an apply that did not end.
  var journalPath: String { journalPath(of: target.name) }
  /// The same under the names that the target had before, newest first.
  private var formerJournalPaths: [String] {
    desired.formerTargets.reversed().map(journalPath)
  }

  private func journalPath(of target: String) -> String {
    JournalContents.path(target: target, in: systemFolder)
  }

  var target: Target { configuration.target }
  var desired: DesiredState { configuration.desired }

  /// Reads and checks the files. Everything that is wrong is in the failure, told at once.
  ///
  /// - Parameter hints: whether hints are wanted. They are for whoever writes the files; before a plan
  ///   they would hide what matters there.
  static func load(
    _ options: GlobalOptions, hints: Bool = false, in context: CommandContext
  ) throws(CommandFailure) -> LoadedProject {
    let loaded = read(options, in: context)
    guard var project = LoadedProject(loaded, options, in: context) else {
      throw CommandFailure(hints ? loaded.diagnostics : loaded.diagnostics.withoutHints)
    }
    if !hints { project.findings = project.findings.withoutHints }
    return project
  }

  /// Reads the files, whatever comes of it.
  static func read(_ options: GlobalOptions, in context: CommandContext) -> LoadedConfiguration {
    let sources = DiskSources(folder: context.resolve(options.config))
    defer { sources.saveFingerprints() }
    return ConfigurationLoader.load(from: sources, request(options))
  }

  /// nil for a configuration with errors.
  init?(_ loaded: LoadedConfiguration, _ options: GlobalOptions, in context: CommandContext) {
    guard let configuration = loaded.configuration, !loaded.diagnostics.hasErrors else {
      return nil
    }
    self.configuration = configuration
    findings = loaded.diagnostics
    folder = options.config
    systemFolder = context.resolve(options.config)
  }

  /// What the flags say about reading the files.
  static func request(_ options: GlobalOptions) -> ConfigurationRequest {
    ConfigurationRequest(
      targetName: options.target, variables: options.variables.map { ($0.name, $0.value) },
      providers: ProviderRegistry.names, displayPrefix: displayPrefix(options.config))
  }

  /// The lock file, with what the journal of an interrupted apply knows on top. One that is damaged or
  /// not ours is an error, a missing one is not. Nothing is written.
  func openLock() throws(CommandFailure) -> LockFile {
    let lock: LockFile
    do throws(LockFileError) {
      lock = try LockFile.open(in: systemFolder, of: desired.ownership)
    } catch {
      throw CommandFailure(error)
    }
    return lock.replaying(try readJournal(at: lock.recorded?.origin))
  }

  /// What the lock file says, under the names of today; nothing where there is none.
  func recorded(in lock: LockFile, at origin: Origin) -> RecordedState {
    guard var recorded = lock.recorded else {
      return RecordedState(project: desired.project, target: desired.target, origin: origin)
    }
    recorded.project = desired.project
    recorded.target = desired.target
    return recorded
  }

  /// Refuses a journal that tells of another place than the one that is asked. A lock file of elsewhere
  /// has a message of its own.
  func checkJournal(taken lock: LockFile, at origin: Origin) throws(CommandFailure) {
    guard lock.holdsJournal else { return }
    let lock = try? LockFile.open(in: systemFolder, of: desired.ownership)
    if lock?.recorded != nil { return }
    _ = try readJournal(at: origin)
  }

  /// An apply begins by taking in what it finds, so at most one of them has anything new to say: the one
  /// of today's name, if there is one.
  private func readJournal(at origin: Origin?) throws(CommandFailure) -> JournalContents? {
    do throws(JournalError) {
      for path in [journalPath] + formerJournalPaths {
        guard let journal = try JournalContents.read(path, of: desired.ownership) else { continue }
        if let origin { try journal.checkOrigin(origin, path: path) }
        return journal
      }
      return nil
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The lock file says all that they said.
  func removeJournals() {
    for path in [journalPath] + formerJournalPaths { Journal.remove(path) }
  }

  /// A path of the project as the system takes it.
  func systemPath(_ path: String) -> String { "\(systemFolder)/\(path)" }

  /// Declared files, for a provider that has none. Said before anything is asked of it, so that nobody
  /// believes they took effect.
  func declaredFiles() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for resource in desired.resources.values {
      for (path, attribute) in resource.attributes {
        if case .files(let files) = attribute.value, !files.entries.isEmpty {
          problems.append(PlanProblems.filesUnsupported(path, of: resource))
        }
      }
    }
    return problems
  }

  /// What stands before file names in messages: the folder as it was typed, with a slash.
  private static func displayPrefix(_ config: String) -> String {
    config == "." ? "" : config.hasSuffix("/") ? config : config + "/"
  }
}

extension [Diagnostic] {
  fileprivate var withoutHints: [Diagnostic] { filter { $0.severity > .hint } }
}
