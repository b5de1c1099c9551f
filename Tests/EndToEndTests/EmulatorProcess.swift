import Foundation
import Logging
import OrderedCollections
import ResourceModel
import Testing
import Transport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A running `asst-emulator`, and a direct way to it beside `asst`: the dashboard of these tests.
final class EmulatorProcess {
  let baseURL: String
  private let process: Process
  private let http = HTTPClient(
    configuration: HTTPClientConfiguration(),
    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

  init(_ arguments: [String] = [], executable: URL = Executable.emulator.url) throws {
    process = Process()
    process.executableURL = executable
    process.arguments = ["--port", "0", "--quiet"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let chunk = pipe.fileHandleForReading.availableData
      guard !chunk.isEmpty else { throw CocoaError(.fileReadUnknown) }
      line += chunk
    }
    let text = String(decoding: line, as: UTF8.self)
    baseURL = String(text.split(separator: " ").last ?? "").trimmingCharacters(in: .newlines)
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  func stop() async {
    kill(process.processIdentifier, SIGKILL)
    await http.shutDown()
  }

  /// One request as somebody else makes it.
  @discardableResult
  func call(
    _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil
  ) async throws -> JSONValue {
    let response = try await http.send(
      HTTPRequest(
        method: method, url: baseURL + path,
        headers: [
          "Authorization": "Bearer somebody", "OpenAI-Beta": "assistants=v2",
          "Content-Type": "application/json",
        ],
        body: body.map { JSONWriter.bytes($0) }))
    return try JSONParser.parse(response.body)
  }

  /// The objects of a collection, oldest first.
  func objects(_ collection: String) async throws -> [JSONValue] {
    try await call(.get, "/\(collection)?limit=100&order=asc")["data"]?.array ?? []
  }

  /// `METHOD path` of every request since the last reset, the emulator's own left out.
  func requests() async throws -> [String] {
    let root = baseURL.replacingOccurrences(of: "/v1", with: "")
    let response = try await http.send(
      HTTPRequest(method: .get, url: root + "/_emulator/requests"))
    let log = try JSONParser.parse(response.body)
    return (log["data"]?.array ?? []).map {
      "\($0["method"]?.string ?? "") \($0["path"]?.string ?? "")"
    }
  }

  func resetRequests() async throws {
    let root = baseURL.replacingOccurrences(of: "/v1", with: "")
    _ = try await http.send(HTTPRequest(method: .delete, url: root + "/_emulator/requests"))
  }

  /// Takes these rules, instead of those before; none ends all faults.
  func setFaults(_ rules: JSONValue = []) async throws {
    let root = baseURL.replacingOccurrences(of: "/v1", with: "")
    var request = URLRequest(url: try #require(URL(string: root + "/_emulator/faults")))
    request.httpMethod = "PUT"
    request.httpBody = Data(JSONWriter.bytes(["rules": rules]))
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    let (_, response) = try await URLSession.shared.data(for: request)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
  }
}
