import ArgumentParser
import AssistantsEmulator

@main
struct AsstEmulator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "asst-emulator",
    abstract: "A local server of the Assistants v2 protocol.",
    discussion: """
      Serves assistants, vector stores, models and an empty list of files from memory, as exactly \
      as the protocol is known: defaults, limits, error bodies, paging and headers. What it holds is gone when it stops.

      Once it listens it prints one line on standard output:

        asst-emulator listening on http://127.0.0.1:8787/v1

      Point a client there with any API key. Every base path that ends in /v1 is served. Clients \
      send the key as 'Authorization: Bearer KEY' or 'api-key: KEY', and 'OpenAI-Beta: assistants=v2'.

      Beside the protocol, without a key:

        GET    /_emulator/health     answers once the server is up
        GET    /_emulator/requests   lists what was asked so far, for counting in tests
        DELETE /_emulator/requests   forgets it

      SIGINT and SIGTERM end it with exit code 0.
      """)

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: UInt16 = 8787

  @Option(
    help: "The address to listen on. Others than loopback let the network in, without encryption.")
  var host = "127.0.0.1"

  @Option(help: "Time added to every answer, such as 100ms or 1.5s.")
  var latency: Latency = .none

  @Option(help: "The only API key to accept. Without it every key is accepted that is not empty.")
  var apiKey: String?

  @Flag(help: "Accept only the models that GET /models lists. Without it every model is accepted.")
  var onlyListedModels = false

  @Flag(help: "Do not log requests on standard error.")
  var quiet = false

  func validate() throws {
    if apiKey?.isEmpty == true { throw ValidationError("The value of --api-key is empty.") }
  }

  func run() async throws {
    StandardStream.outliveReaders()
    let emulator = Emulator(
      settings: AssistantsAPI.Settings(apiKey: apiKey, onlyListedModels: onlyListedModels),
      latency: latency.duration)
    let server = EmulatorServer(emulator, host: host, port: Int(port))
    let (host, isQuiet) = (host, quiet)
    do throws(EmulatorServer.Failure) {
      try await server.run(
        onListening: { port in
          StandardStream.output.write("asst-emulator listening on \(address(host, port))\n")
        },
        onAnswer: { request in
          if !isQuiet { StandardStream.error.write(line(of: request)) }
        })
    } catch {
      StandardStream.error.write("error: \(explanation(of: error))\n")
      throw ExitCode.failure
    }
  }

  private func explanation(of failure: EmulatorServer.Failure) -> String {
    switch failure {
    case .portInUse:
      "port \(port) of \(host) is in use; stop what listens there, or choose another with --port"
    case .portNotAllowed:
      "this user may not listen on port \(port) of \(host); choose one above 1023 with --port"
    case .other(let reason): "cannot listen on port \(port) of \(host): \(reason)"
    }
  }
}

private func address(_ host: String, _ port: Int) -> String {
  "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/v1"
}

private func line(of request: ServedRequest) -> String {
  "\(request.method) \(request.path) \(request.status) \(request.milliseconds)ms "
    + "\(request.requestID)\n"
}
