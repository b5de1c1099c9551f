import ArgumentParser
import AssistantsEmulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@main
struct AsstEmulator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "asst-emulator",
    abstract: "A local server of the Assistants v2 protocol.",
    discussion: """
      Serves assistants, vector stores with their files, files and models, as exactly as the protocol \
      is known: defaults, limits, error bodies, paging and headers. What it holds is in memory and gone \
      when it stops, unless --data names a file. That file is one process's at a time, and a write is \
      on the disk before it is answered; the bytes of files are in the folder FILE.files beside it.

      Files that are attached to a store are indexed after --indexing-delay. Those of a type that file \
      search does not read, empty ones, and text in no known encoding fail, and so does what \
      --fail-indexing names. Search ranks with BM25: words, not meanings. Of PDFs it reads \
      the text, of office documents none.

      Once it listens it prints one line on standard output:

        asst-emulator listening on http://127.0.0.1:8787/v1

      Point a client there with any API key. Every base path that ends in /v1 is served. Clients \
      send the key as 'Authorization: Bearer KEY' or 'api-key: KEY', and 'OpenAI-Beta: assistants=v2'.

      Beside the protocol, without a key:

        GET    /_emulator/health             answers once the server is up
        GET    /_emulator/requests           what was asked, for counting in tests,
                                             with the faults that acted on it
        DELETE /_emulator/requests           forgets it
        GET    /_emulator/faults             faults, and how often each acted
        PUT    /_emulator/faults             takes the faults of the body instead
        DELETE /_emulator/faults             ends all faults, releases what is held
        GET    /_emulator/faults/held        the requests that are held
        GET    /_emulator/faults/held?count=N  the same, once exactly N are held
        POST   /_emulator/faults/release     carries out what waits for it, and
                                             releases what is held

      --faults names a file of rules in JSON, the same as the body of that PUT:

        {"seed": 7,
         "rules": [{"name": "lost answer",
                    "match": {"method": "POST", "path": "/assistants", "nth": 2},
                    "effect": {"drop": {"commit": "now"}}}]}

      A match takes, each of them optional: "method", one or a list; "path" below /v1, where * is \
      one segment and ** at the end is whatever follows; "query" and "body", text that stands in \
      them; "nth", that one matching request; or "from", "every", "times" and "probability", whose \
      chances repeat with the seed. Every effect is one of:

        {"drop": {"commit": C}}     closes the connection instead of answering
        {"reset": {"commit": C}}    resets it instead
        {"reset": {"in_body": true, "bytes": N}}   resets it after N bytes
        {"truncate": {"content_length": "whole", "bytes": N}}   or "cut"
        {"answer": {"status": N, "commit": C, "body": B, "retry_after": S}}
        {"delay": "1.5s"}           answers late
        {"hold": "before"}          waits before the request is carried out, or
                                    "after" it, until it is released; a client
                                    that goes away takes it along
        {"list_lag": {"for": "2s"}} lists do not show this write for so long, or
                                    for {"lists": N}
        {"page_shift": "insert"}    objects move between two pages: "insert",
                                    "delete", "repeat", "skip"
        {"metadata": "drop"}        stores none; "replace" does not merge it;
                                    {"longest": N} cuts values without a word

      C tells when the request is carried out: "never", which is the default, "now", so much later \
      as "2s", or "released". B is "error", which is the default, "html", "empty", "json", of a wrong \
      shape, or "garbage". Effects of several rules add up; of two that end a request the first is taken.

      SIGINT and SIGTERM end it with exit code 0.
      """)

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: UInt16 = 8787

  @Option(
    help: "The address to listen on. Others than loopback let the network in, without encryption.")
  var host = "127.0.0.1"

  @Option(help: "Time added to every answer, such as 100ms or 1.5s.")
  var latency: Latency = .none

  @Option(
    help: ArgumentHelp("The SQLite file that keeps what the emulator holds.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("A JSON file with faults to make, see above.", valueName: "file"))
  var faults: String?

  @Option(help: "The only API key to accept. Without it every key is accepted that is not empty.")
  var apiKey: String?

  @Option(help: "How long files that are attached to a store are being indexed, such as 2s.")
  var indexingDelay: Latency = .indexing

  @Option(
    help: ArgumentHelp(
      "Files of such names cannot be indexed, such as 'broken-*'. May be repeated.",
      valueName: "glob"))
  var failIndexing: [String] = []

  @Flag(help: "Accept only the models that GET /models lists. Without it every model is accepted.")
  var onlyListedModels = false

  @Flag(help: "Do not log requests on standard error.")
  var quiet = false

  func validate() throws {
    if apiKey?.isEmpty == true { throw ValidationError("The value of --api-key is empty.") }
    if data?.isEmpty == true { throw ValidationError("The value of --data is empty.") }
    if faults?.isEmpty == true { throw ValidationError("The value of --faults is empty.") }
  }

  func run() async throws {
    StandardStream.outliveReaders()
    let emulator = try emulator(with: try faultPlan())
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
      throw failure(explanation(of: error))
    }
  }

  private func emulator(with faults: FaultPlan) throws -> Emulator {
    let settings = AssistantsAPI.Settings(
      apiKey: apiKey, onlyListedModels: onlyListedModels, indexingDelay: indexingDelay.duration,
      failIndexing: failIndexing)
    guard let data else {
      return Emulator(settings: settings, latency: latency.duration, faults: faults)
    }
    do throws(DataFileFailure) {
      return try Emulator(
        settings: settings, latency: latency.duration, faults: faults,
        data: try DataFile(path: data))
    } catch {
      throw failure(explanation(of: error, about: data))
    }
  }

  private func faultPlan() throws -> FaultPlan {
    guard let faults else { return .none }
    guard let bytes = FileManager.default.contents(atPath: faults) else {
      throw failure("cannot read '\(faults)'; --faults names a JSON file that this user may read")
    }
    do throws(FaultPlan.Mistake) {
      return try FaultPlan(json: Array(bytes))
    } catch {
      throw failure("the faults in '\(faults)' cannot be used. \(error.message)")
    }
  }

  private func failure(_ text: String) -> ExitCode {
    StandardStream.error.write("error: \(text)\n")
    return ExitCode.failure
  }

  private func explanation(of failure: DataFileFailure, about path: String) -> String {
    switch failure {
    case .inUse:
      "'\(path)' is in use by another process, most likely another asst-emulator; stop that, or name "
        + "another file with --data"
    case .foreign:
      "'\(path)' is no data file of asst-emulator, and is left as it is; name another with --data"
    case .newer:
      "'\(path)' was written by a newer asst-emulator; use that one, or name another file with --data"
    case .damaged(let reason):
      "'\(path)' is damaged (\(reason)); restore it from a copy, or name another "
        + "file with --data"
    case .unusable(let reason):
      "cannot use '\(path)' (\(reason)); --data names a file in a folder that is there and that this "
        + "user may write to"
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
  let status = request.status.map { "\($0)" } ?? "-"
  return "\(request.method) \(request.path) \(status) \(request.milliseconds)ms "
    + "\(request.requestID)\n"
}
