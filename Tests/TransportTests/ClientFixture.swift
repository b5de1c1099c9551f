import Logging
import TestSupport
import Transport

/// Runs a test against a scripted server, and ends both client and server after it.
func withServer(
  _ script: @escaping ScriptedServer.Script,
  early: ScriptedServer.EarlyScript? = nil,
  adjusting adjust: (inout HTTPClientConfiguration) -> Void = { _ in },
  logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
  _ body: (HTTPClient, ScriptedServer) async throws -> Void
) async throws {
  let server = try ScriptedServer.start(early: early, script)
  defer { server.stop() }
  var configuration = HTTPClientConfiguration()
  adjust(&configuration)
  let client = HTTPClient(configuration: configuration, logger: logger)
  do {
    try await body(client, server)
  } catch {
    await client.shutDown()
    throw error
  }
  await client.shutDown()
}

/// A client that needs no server.
func withClient(
  environment: [String: String] = [:], _ body: (HTTPClient) async throws -> Void
) async throws {
  let client = HTTPClient(
    configuration: HTTPClientConfiguration(environment: environment),
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  do {
    try await body(client)
  } catch {
    await client.shutDown()
    throw error
  }
  await client.shutDown()
}

extension HTTPClient {
  func get(_ url: String, headers: HTTPHeaders = [:]) async throws(TransportError) -> HTTPResponse {
    try await send(HTTPRequest(method: .get, url: url, headers: headers))
  }

  func post(_ url: String, _ body: String?) async throws(TransportError) -> HTTPResponse {
    try await send(HTTPRequest(method: .post, url: url, body: body.map { Array($0.utf8) }))
  }

  /// The error that a request ends with; nil if it gets an answer.
  func failure(of request: HTTPRequest) async -> TransportError? {
    do throws(TransportError) {
      _ = try await send(request)
      return nil
    } catch {
      return error
    }
  }

  func failure(getting url: String) async -> TransportError? {
    await failure(of: HTTPRequest(method: .get, url: url))
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
