import AssistantsEmulator
import ResourceModel
import Synchronization

/// The protocol's door with a clock that tests set, and identifiers that can be foretold.
final class Fixture {
  static let start = 1_800_000_000

  private final class Now: Sendable {
    let second = Mutex(Fixture.start)
  }

  private let clock = Now()
  private var api: AssistantsAPI

  init(_ settings: AssistantsAPI.Settings = AssistantsAPI.Settings()) {
    let clock = clock
    api = AssistantsAPI(
      settings: settings,
      surroundings: Surroundings(
        now: { clock.second.withLock { $0 } }, identifiers: .counting(), pause: { _ in }))
  }

  func wait(seconds: Int) { clock.second.withLock { $0 += seconds } }

  func send(
    _ method: String, _ path: String, _ body: String = "", query: String = "",
    headers: [String: String] = ["authorization": "Bearer key", "openai-beta": "assistants=v2"]
  ) -> APIAnswer {
    api.answer(
      APIRequest(
        method, "/v1/" + path, query: query, headers: headers, body: Array(body.utf8)))
  }

  /// The answer's body as text, of a request that is to succeed.
  func text(_ method: String, _ path: String, _ body: String = "", query: String = "") -> String {
    String(decoding: send(method, path, body, query: query).body, as: UTF8.self)
  }

  func json(_ method: String, _ path: String, _ body: String = "", query: String = "") -> JSONValue
  {
    send(method, path, body, query: query).json ?? .null
  }

  /// Uploads the form, which comes in pieces of so many bytes.
  func upload(form: [UInt8], boundary: String = "b", pieces: Int = .max) -> APIAnswer {
    api.answer(
      Form.request(form, boundary: boundary, pieces: pieces, folder: api.uploadFolder))
  }

  /// Uploads a file, and returns its id.
  @discardableResult
  func upload(_ name: String, _ content: String = "some text", purpose: String = "assistants")
    -> String
  {
    upload(form: Form.file(name, Array(content.utf8), purpose: purpose)).json?["id"]?.string ?? ""
  }

  /// `status param code` of a refusal.
  func refusal(_ method: String, _ path: String, _ body: String = "", query: String = "") -> String
  {
    refusal(send(method, path, body, query: query))
  }

  func refusal(_ answer: APIAnswer) -> String {
    let error = answer.json?["error"]
    let param = error?["param"]?.string ?? "-"
    return "\(answer.status) \(param) \(error?["code"]?.string ?? "-")"
  }

  func create(_ body: String = #"{"model":"gpt-4o"}"#, in collection: String = "assistants")
    -> String
  {
    json("POST", collection, body)["id"]?.string ?? ""
  }
}

/// Forms as clients send them, with the boundary `b`.
enum Form {
  static func file(_ name: String, _ content: [UInt8], purpose: String) -> [UInt8] {
    Array("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n\(purpose)\r\n".utf8)
      + file(#"filename="\#(name)""#, content) + Array("--b--\r\n".utf8)
  }

  /// The request that carries it, received in pieces of so many bytes.
  static func request(
    _ form: [UInt8], boundary: String = "b", pieces: Int = .max, folder: String?
  ) -> APIRequest {
    var receiver = UploadReceiver(
      contentType: "multipart/form-data; boundary=\(boundary)", folder: folder)
    var rest = form[...]
    while !rest.isEmpty {
      receiver.receive(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    var request = APIRequest("POST", "/v1/files", headers: ["api-key": "k"])
    request.form = receiver.finish()
    return request
  }

  /// The part of the file alone.
  static func file(_ filename: String, _ content: [UInt8]) -> [UInt8] {
    Array("--b\r\nContent-Disposition: form-data; name=\"file\"; \(filename)\r\n\r\n".utf8)
      + content + Array("\r\n".utf8)
  }

  static func field(_ name: String, _ value: String) -> [UInt8] {
    Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
  }
}

extension IdentifierSource {
  /// Letters that spell a running number.
  static func counting() -> IdentifierSource {
    let counter = Counter()
    return IdentifierSource { alphabet, count in
      let number = String(counter.next())
      return String(repeating: "0", count: count - number.count) + number
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }
}
