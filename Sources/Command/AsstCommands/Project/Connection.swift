import Diagnostics
import Logging
import OrderedCollections
import ProjectConfiguration
import Providers
import Reconciliation
import ResourceModel
import StateStorage
import Transport

/// The way to a target: its provider behind the shared limiter, over one HTTP client.
struct Connection: Sendable {
  let session: ProviderSession
  let origin: Origin
  private let http: HTTPClient

  /// As many requests at a time as the target gets when nobody says otherwise.
  static let defaultParallelism = 10

  /// Gives the body a connection, and closes it however the body ends.
  static func use<Value>(
    _ project: LoadedProject, parallelism: Int = defaultParallelism, options: GlobalOptions,
    in context: CommandContext,
    _ body: (Connection) async throws(CommandFailure) -> Value
  ) async throws(CommandFailure) -> Value {
    let connection = try open(project, parallelism: parallelism, options: options, in: context)
    do throws(CommandFailure) {
      let value = try await body(connection)
      await connection.http.shutDown()
      return value
    } catch {
      await connection.http.shutDown()
      throw error
    }
  }

  /// Resolves the target's credentials from the environment. Nothing is sent yet.
  private static func open(
    _ project: LoadedProject, parallelism: Int, options: GlobalOptions, in context: CommandContext
  ) throws(CommandFailure) -> Connection {
    let settings = try ConnectionSettings(project.target, environment: context.environment)
    var configuration = HTTPClientConfiguration(environment: context.environment)
    configuration.userAgent = "asst/\(Version.text)"
    let http = HTTPClient(
      configuration: configuration,
      logger: ErrorStreamLog.logger(context.console, isVerbose: options.verbose))
    let name = project.target.provider
    guard let provider = ProviderRegistry.make(name.value, settings: settings, http: http) else {
      // Loading has checked the name already; this is for a registry that changed in between.
      throw CommandFailure([
        Diagnostic(
          "ASST303", "Unknown provider", detail: "`\(name.value)` is not a provider.",
          at: name.span)
      ])
    }
    let notice = WaitNotice(context.console)
    return Connection(
      session: ProviderSession(
        provider: CrashPoint.isArmed ? CrashingProvider(provider: provider) : provider,
        limiter: RequestLimiter(parallelism: parallelism),
        onWait: { notice.tell($0, waiting: $1) }),
      origin: provider.origin, http: http)
  }
}

extension ConnectionSettings {
  /// Every variable that is missing is told at once.
  init(_ target: Target, environment: [String: String]) throws(CommandFailure) {
    var problems: [Diagnostic] = []
    func text(_ template: Template?) -> String? {
      switch template?.resolve(environment) {
      case .success(let text): return text
      case .failure(let unresolved): problems += unresolved.diagnostics
      case nil: break
      }
      return nil
    }
    let baseURL = text(target.baseURL) ?? ""
    let key = text(target.apiKey)
    let headers = target.headers.map { (name: $0.key, value: text($0.value) ?? "") }
    let query = target.query.map { (name: $0.key, value: text($0.value) ?? "") }
    guard problems.isEmpty else { throw CommandFailure(problems) }
    let authentication: ConnectionSettings.Authentication =
      switch target.authentication {
      case .bearer: .bearer
      case .header(let name): .header(name)
      }
    self.init(
      baseURL: baseURL, apiKey: key, authentication: authentication, headers: headers,
      query: query)
  }
}
