import Diagnostics
import OrderedCollections
import ProjectConfiguration
import Providers
import Reconciliation
import ResourceModel
import StateStorage
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Examines a project and its target, from the files to the host, as far as each finding lets it go.
struct Doctor: Sendable {
  let options: GlobalOptions
  let context: CommandContext

  func examine() async -> DoctorReport {
    var report = DoctorReport()
    var http = HTTPClientConfiguration(environment: context.environment)
    http.userAgent = "asst/\(Version.text)"
    // A person waits: one try a request, and no long patience.
    http.connectTimeout = .seconds(5)
    http.idleTimeout = .seconds(10)
    http.totalTimeout = .seconds(10)
    report.checks += PlatformChecks.checks(http)

    let loaded = LoadedProject.read(options, in: context)
    let project = LoadedProject(loaded, options, in: context)
    report.checks.append(ConfigurationCheck.check(loaded, project, options))
    guard let target = loaded.target else {
      report.checks += ["target", "credentials", "connection"].map {
        DoctorCheck($0, $0, .skipped, "no target is known")
      }
      return report
    }
    let credentials = CredentialCheck(target: target, environment: context.environment)
    let settings: ConnectionSettings?
    do throws(CommandFailure) {
      settings = try ConnectionSettings(target, environment: context.environment)
    } catch {
      settings = nil
    }
    let place = TargetCheck.check(target, baseURL: credentials.baseURL)
    let keys = credentials.check
    report.checks += [place, keys]

    let client = HTTPClient(
      configuration: http,
      logger: ErrorStreamLog.logger(context.console, isVerbose: options.verbose))
    let provider = settings.flatMap {
      ProviderRegistry.make(target.provider.value, settings: $0, http: client)
    }
    let lock = LockCheck(
      folder: context.resolve(options.config), shownFolder: options.config,
      ownership: project?.desired.ownership
        ?? loaded.project.map {
          Ownership(project: $0, target: target.name, formerTargets: target.formerly)
        }, target: target.name, origin: provider?.origin)
    let recorded = lock.recorded
    if let settings, let diagnosis = provider?.diagnosis, place.status == .ok,
      keys.status != .failed
    {
      let expectations = expectations(project, recorded, settings)
      let host = await HostExamination(diagnosis, expectations).run()
      report.checks += host.checks
      report.requests = host.requests
    } else {
      let reason =
        keys.status == .failed
        ? "the credentials cannot be used as they are" : "the target cannot be used as it is"
      report.checks.append(DoctorCheck("connection", "connection", .skipped, reason))
    }
    await client.shutDown()
    let isReached = !report.checks.contains { $0.status == .failed && $0.id != "configuration" }
    report.checks += [lock.fileCheck(isHostGood: isReached), lock.folderCheck]
    return report
  }

  private func expectations(
    _ project: LoadedProject?, _ recorded: RecordedState?, _ settings: ConnectionSettings
  ) -> HostExpectations {
    let catalogue = ResourceCatalogue.standard
    let url = ShownURL(settings.baseURL)
    var expectations = HostExpectations(
      kinds: Set(catalogue.schemas.map(\.kind)), recorded: recorded, host: url?.host ?? "the host",
      sendsKey: !(settings.apiKey ?? "").isEmpty, isLocal: url?.isLoopback ?? false,
      localTime: Int(time(nil)))
    guard let project else { return expectations }
    expectations.kinds = project.neededKinds(recorded)
    for resource in project.desired.resources.values {
      for (path, attribute) in resource.attributes {
        switch attribute.value {
        case .json(.string(let text)): expectations.values[path.attribute, default: []].insert(text)
        case .files(let files): if !files.entries.isEmpty { expectations.usesFiles = true }
        case .json, .references: break
        }
      }
    }
    return expectations
  }
}
