import AssistantsEmulator
import ResourceModel
import Testing

struct AccessTests {
  private static let beta = ["openai-beta": "assistants=v2"]

  private func status(
    _ headers: [String: String], _ path: String = "assistants", apiKey: String? = nil
  ) -> Int {
    Fixture(AssistantsAPI.Settings(apiKey: apiKey)).send("GET", path, headers: headers).status
  }

  @Test(arguments: [
    ([:], 401), (["authorization": "Bearer"], 401), (["authorization": "Bearer  "], 401),
    (["authorization": "Basic abc"], 401), (["api-key": ""], 401),
    (["authorization": "bearer abc"], 200), (["api-key": "abc"], 200),
  ])
  func aKeyIsNeeded(headers: [String: String], expected: Int) {
    #expect(status(headers.merging(Self.beta) { $1 }) == expected)
  }

  @Test func aPinnedKeyIsTheOnlyOne() {
    let right = ["authorization": "Bearer right"].merging(Self.beta) { $1 }
    let wrong = ["authorization": "Bearer wrong"].merging(Self.beta) { $1 }
    #expect(status(right, apiKey: "right") == 200)
    #expect(status(wrong, apiKey: "right") == 401)
    let answer = Fixture(AssistantsAPI.Settings(apiKey: "right")).send(
      "GET", "assistants", headers: wrong)
    #expect(answer.json?["error"]?["code"] == "invalid_api_key")
    #expect(!String(decoding: answer.body, as: UTF8.self).contains("wrong"))
  }

  @Test(arguments: ["assistants", "vector_stores"]) func theBetaHeaderIsNeeded(path: String) {
    #expect(status(["api-key": "k"], path) == 400)
    #expect(status(["api-key": "k", "openai-beta": "assistants=v1"], path) == 400)
    #expect(status(["api-key": "k", "openai-beta": "other=v1, assistants=v2"], path) == 200)
  }

  @Test func filesAreAnEmptyListAndNeedNoBetaHeader() {
    #expect(status(["api-key": "k"], "files") == 200)
    #expect(status([:], "files") == 401)
    let fixture = Fixture()
    #expect(
      fixture.text("GET", "files", query: "limit=10000&order=asc&purpose=assistants")
        == #"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}"#)
    #expect(
      fixture.refusal("GET", "files", query: "limit=10001")
        == "400 limit integer_above_max_value")
    #expect(fixture.refusal("GET", "files", query: "after=file-0") == "404 id -")
  }

  @Test func modelsNeedNoBetaHeader() {
    #expect(status(["api-key": "k"], "models") == 200)
    #expect(status(["api-key": "k"], "models/gpt-4o") == 200)
    #expect(Fixture().refusal("GET", "models/fake_id") == "404 model model_not_found")
  }

  @Test(arguments: [
    ("GET", "nothing", "404 - unknown_url"), ("GET", "threads", "404 - unknown_url"),
    ("GET", "files/a/b", "404 - unknown_url"), ("GET", "vector_stores/vs_0/x", "404 - unknown_url"),
    ("PUT", "assistants", "405 - method_not_supported"),
    ("POST", "models", "405 - method_not_supported"),
    ("GET", "assistants/asst_0", "404 - -"), ("DELETE", "vector_stores/vs_0", "404 - -"),
    ("POST", "assistants/asst_0", "404 - -"),
  ])
  func refusesWhatIsNotThere(method: String, path: String, refusal: String) {
    #expect(Fixture().refusal(method, path) == refusal)
  }

  @Test func deletingSaysSo() {
    let fixture = Fixture()
    let id = fixture.create()
    #expect(
      fixture.text("DELETE", "assistants/\(id)")
        == #"{"id":"\#(id)","object":"assistant.deleted","deleted":true}"#)
    #expect(
      fixture.json("GET", "assistants/\(id)")["error"]?["message"]
        == .string("No assistant found with id '\(id)'."))
  }
}
