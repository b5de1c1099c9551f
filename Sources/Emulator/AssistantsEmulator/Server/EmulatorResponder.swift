import HTTPTypes
import Hummingbird
import NIOCore

/// The door to HTTP: takes a request off the socket and puts the answer on it, with the headers that
/// the real server sends.
struct EmulatorResponder: HTTPResponder {
  typealias Context = ConnectionContext

  let emulator: Emulator
  /// Told of every request once it is answered.
  let onAnswer: @Sendable (ServedRequest) -> Void

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    let start = ContinuousClock.now
    let asked = await read(request)
    let answer = await emulator.answer(asked, from: context.connection.client)
    let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
    onAnswer(
      ServedRequest(
        method: asked.method, path: asked.path, status: answer.isSent ? answer.status : nil,
        milliseconds: milliseconds, requestID: answer.requestID))

    var headers: HTTPFields = [
      .contentType: answer.contentType,
      .openAIVersion: "2020-10-01",
      .openAIProcessingMilliseconds: "\(milliseconds)",
      .requestID: answer.requestID,
    ]
    // The rest of a body that was too large is still on the line, which cannot be used again.
    if asked.body == nil { headers[.connection] = "close" }
    if let wait = answer.retryAfter { headers[.retryAfter] = wait }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: await body(of: answer, to: context.connection))
  }

  /// The body as it is to be delivered. What is not to be sent at all ends the connection here.
  private func body(of answer: APIAnswer, to connection: Connection) async -> ResponseBody {
    let bytes = answer.body
    switch answer.delivery {
    case .whole: return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .dropped: await connection.close()
    case .reset: await connection.reset()
    case .cut(let count):
      return ResponseBody(contentLength: bytes.count) { writer in
        try await writer.write(ByteBuffer(bytes: bytes.prefix(count)))
        await connection.close()
        throw ChannelError.ioOnClosedChannel
      }
    case .resetAfter(let count):
      return ResponseBody(contentLength: bytes.count) { writer in
        try await writer.write(ByteBuffer(bytes: bytes.prefix(count)))
        await connection.reset()
        throw ChannelError.ioOnClosedChannel
      }
    }
    return ResponseBody { _ in throw ChannelError.ioOnClosedChannel }
  }

  private func read(_ request: Request) async -> APIRequest {
    let headers = Dictionary(
      request.headers.map { ($0.name.canonicalName, $0.value) },
      uniquingKeysWith: { "\($0),\($1)" })
    var asked = APIRequest(
      request.method.rawValue, request.uri.path, query: request.uri.query ?? "", headers: headers)
    if asked.isUpload {
      asked.form = await receive(request.body, contentType: headers["content-type"] ?? "")
    } else {
      let body = try? await request.body.collect(upTo: APIRequest.largestBody)
      asked.body = body.map { Array(buffer: $0) }
    }
    return asked
  }

  /// Takes all of an upload off the line, whatever becomes of it: a client that still writes could
  /// not read its refusal.
  private func receive(_ body: RequestBody, contentType: String) async -> UploadForm {
    var receiver = UploadReceiver(contentType: contentType, folder: emulator.uploadFolder)
    do {
      for try await piece in body { receiver.receive(Array(buffer: piece)) }
    } catch {
      // The line broke off, and so did the form.
    }
    return receiver.finish()
  }
}

/// One line of an access log.
package struct ServedRequest: Sendable {
  package let method: String
  package let path: String
  /// Nil when the connection was ended instead.
  package let status: Int?
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
  fileprivate static let retryAfter = constant("retry-after")
  fileprivate static let requestID = constant("x-request-id")
}
