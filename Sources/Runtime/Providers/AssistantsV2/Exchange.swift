import OrderedCollections
import Reconciliation
import ResourceModel
import Transport

/// One request and its answer as a JSON object, or as an error in the core's words.
struct Exchange: Sendable {
  let baseURL: String
  private let settings: ConnectionSettings
  private let http: HTTPClient
  private let errors: ErrorReader

  /// Whether anything stands behind the host; the address of this API nearly always has a path.
  var hasPath: Bool { (baseURL.split(separator: "/").count) > 2 }

  init(settings: ConnectionSettings, http: HTTPClient) {
    var base = Substring(settings.baseURL)
    while base.hasSuffix("/") { base.removeLast() }
    self.baseURL = String(base)
    self.settings = settings
    self.http = http
    self.errors = ErrorReader(secrets: settings.secrets)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: [String], query: [(name: String, value: String)] = [],
    body: JSONObject? = nil
  ) async throws(ProviderError) -> JSONObject {
    let request = HTTPRequest(
      method: method, url: url(path, query: query + settings.query), headers: headers(body != nil),
      body: body.map { JSONWriter.bytes(.object($0)) })
    return try await send(request, to: path)
  }

  /// A POST of a form; `progress` is told the bytes of its file that were sent.
  func send(
    _ form: MultipartForm, to path: [String], progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> JSONObject {
    let request = HTTPRequest(
      url: url(path, query: settings.query), headers: headers(false), form: form)
    return try await send(request, to: path, progress: progress)
  }

  private func send(
    _ request: HTTPRequest, to path: [String], progress: (@Sendable (Int) -> Void)? = nil
  ) async throws(ProviderError) -> JSONObject {
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await http.send(request, progress: progress)
    } catch {
      throw errors.read(error)
    }
    return try read(response, of: "\(request.method.rawValue) /\(path.joined(separator: "/"))")
  }

  /// A GET with all that is known of it; `base` stands in for the base URL.
  func look(
    _ path: [String], query: [(name: String, value: String)] = [], base: String? = nil
  ) async -> (
    response: Result<HTTPResponse, TransportError>, body: Result<JSONObject, ProviderError>
  ) {
    let request = HTTPRequest(
      method: .get, url: url(path, query: query + settings.query, base: base),
      headers: headers(false))
    do throws(TransportError) {
      let response = try await http.send(request)
      let call = "GET /\(path.joined(separator: "/"))"
      do throws(ProviderError) {
        return (.success(response), .success(try read(response, of: call)))
      } catch {
        return (.success(response), .failure(error))
      }
    } catch {
      return (.failure(error), .failure(errors.read(error)))
    }
  }

  private func read(
    _ response: HTTPResponse, of call: String
  ) throws(ProviderError) -> JSONObject {
    guard (200..<300).contains(response.status) else {
      throw errors.read(response, of: call)
    }
    // Some hosts answer a deletion so; whoever needs an object finds none in it.
    if response.status == 204 { return [:] }
    guard let value = try? JSONParser.parse(response.body), let object = value.object else {
      throw errors.unreadable(response, of: call)
    }
    return object
  }

  private func headers(_ isJSON: Bool) -> HTTPHeaders {
    var headers: HTTPHeaders = ["Accept": "application/json", "OpenAI-Beta": "assistants=v2"]
    if isJSON { headers.append(name: "Content-Type", value: "application/json") }
    if let key = settings.apiKey, !key.isEmpty {
      switch settings.authentication {
      case .bearer: headers.append(name: "Authorization", value: "Bearer \(key)")
      case .header(let name): headers.append(name: name, value: key)
      }
    }
    // A header that resolves to nothing (an optional organization) is left out.
    for header in settings.headers where !header.value.isEmpty {
      headers.set(header.name, to: header.value)
    }
    return headers
  }

  private func url(
    _ path: [String], query: [(name: String, value: String)], base: String? = nil
  ) -> String {
    let path = path.map(Self.encoded).joined(separator: "/")
    let pairs = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    return "\(base ?? baseURL)/\(path)" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  /// Percent-encoding of all but RFC 3986's unreserved characters.
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
