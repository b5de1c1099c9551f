import HTTPTypes
import Hummingbird
import NIOCore

/// The door to HTTP: takes a request off the socket and puts the answer on it, with the headers that
/// the real server sends.
struct EmulatorResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let emulator: Emulator
  /// Told of every request once it is answered.
  let onAnswer: @Sendable (ServedRequest) -> Void

  func respond(to request: Request, context: Context) async throws -> Response {
    let start = ContinuousClock.now
    let asked = await read(request)
    let answer = await emulator.answer(asked)
    let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
    onAnswer(
      ServedRequest(
        method: asked.method, path: asked.path, status: answer.status, milliseconds: milliseconds,
        requestID: answer.requestID))

    var headers: HTTPFields = [
      .contentType: "application/json",
      .openAIVersion: "2020-10-01",
      .openAIProcessingMilliseconds: "\(milliseconds)",
      .requestID: answer.requestID,
    ]
    // The rest of a body that was too large is still on the line, which cannot be used again.
    if asked.body == nil { headers[.connection] = "close" }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func read(_ request: Request) async -> APIRequest {
    let headers = Dictionary(
      request.headers.map { ($0.name.canonicalName, $0.value) },
      uniquingKeysWith: { "\($0),\($1)" })
    let body = try? await request.body.collect(upTo: APIRequest.largestBody)
    return APIRequest(
      request.method.rawValue, request.uri.path, query: request.uri.query ?? "", headers: headers,
      body: body.map { Array(buffer: $0) })
  }
}

/// One line of an access log.
package struct ServedRequest: Sendable {
  package let method: String
  package let path: String
  package let status: Int
  package let milliseconds: Int
  package let requestID: String
}

extension HTTPField.Name {
  private static func constant(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("no field name: \(name)") }
    return name
  }

  fileprivate static let openAIVersion = constant("openai-version")
  fileprivate static let openAIProcessingMilliseconds = constant("openai-processing-ms")
  fileprivate static let requestID = constant("x-request-id")
}
