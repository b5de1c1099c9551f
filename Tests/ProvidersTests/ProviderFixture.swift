import Logging
import OrderedCollections
import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Transport

let assistantKind = ResourceSchema.assistant.kind
let storeKind = ResourceSchema.vectorStore.kind
let secret = "sk-test-1234567890"

func path(_ name: String) -> AttributePath { AttributePath(name) }
func metadata(_ key: String) -> AttributePath { AttributePath("metadata", key: key) }

func marker(_ nonce: String = "n1") -> Marker {
  Marker(
    project: "acme-shop", target: "local", address: Address(collection: "assistants", key: "a"),
    nonce: nonce, baseline: Baseline())
}

/// A write whose changed values are all that results, unless said otherwise.
func write(
  _ changed: [AttributePath: JSONValue], resulting: [AttributePath: JSONValue]? = nil,
  marker: Marker? = nil
) -> ResourceWrite {
  ResourceWrite(
    changed: changed, resulting: resulting ?? changed.filter { !$0.value.isNull }, marker: marker)
}

/// Runs a test with the provider in front of a scripted server.
func withProvider(
  _ script: @escaping ScriptedServer.Script,
  early: ScriptedServer.EarlyScript? = nil,
  adjusting adjust: (inout ConnectionSettings) -> Void = { _ in },
  _ body: (AssistantsV2Provider, ScriptedServer) async throws -> Void
) async throws {
  let server = try ScriptedServer.start(early: early, script)
  defer { server.stop() }
  let http = HTTPClient(
    configuration: HTTPClientConfiguration(),
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  var settings = ConnectionSettings(baseURL: server.baseURL + "/v1", apiKey: secret)
  adjust(&settings)
  do {
    try await body(AssistantsV2Provider(settings: settings, http: http), server)
  } catch {
    await http.shutDown()
    throw error
  }
  await http.shutDown()
}

/// What the provider makes of one answer.
func failure(
  of answer: ScriptedAnswer,
  _ action: (AssistantsV2Provider) async throws(ProviderError) -> Void = {
    (provider) async throws(ProviderError) in
    _ = try await provider.create(assistantKind, write([path("model"): "gpt"]))
  }
) async throws -> ProviderError? {
  var result: ProviderError?
  try await withProvider({ _ in answer }) { provider, server in
    do throws(ProviderError) {
      try await action(provider)
    } catch {
      result = error
    }
    // Repeating is somebody else's to decide.
    #expect(server.requests.count == 1)
  }
  return result
}

func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> ScriptedAnswer {
  .response(
    status: status, headers: ["content-type": "application/json"].merging(headers) { $1 },
    body: Array(text.utf8))
}

/// An error body of the API.
func refusal(
  _ status: Int, _ message: String = "no", code: String? = nil, type: String? = nil,
  param: String? = nil, headers: [String: String] = [:]
) -> ScriptedAnswer {
  let text = { (value: String?) -> JSONValue in value.map(JSONValue.string) ?? .null }
  let body: JSONValue = [
    "error": [
      "message": .string(message), "code": text(code), "type": text(type), "param": text(param),
    ]
  ]
  return json(JSONWriter.string(body), status: status, headers: headers)
}

extension ReceivedRequest {
  /// The body as JSON; null when there is none.
  var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }
}
