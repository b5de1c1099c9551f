import AssistantsEmulator
import Foundation
import ResourceModel
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A few requests over a real socket.
@Suite(.timeLimit(.minutes(10))) struct LiveServerTests {
  private static func send(
    _ method: String, _ path: String, port: Int, body: Data? = nil,
    contentType: String = "application/json"
  ) async throws -> (Data, HTTPURLResponse) {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = method
    request.httpBody = body
    request.setValue(contentType, forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer key", forHTTPHeaderField: "Authorization")
    request.setValue("assistants=v2", forHTTPHeaderField: "OpenAI-Beta")
    let (data, response) = try await URLSession.shared.data(for: request)
    return (data, try #require(response as? HTTPURLResponse))
  }

  @Test func answersWithTheServersHeaders() async throws {
    try await serving { port in
      let (body, answer) = try await Self.send(
        "POST", "/v1/assistants", port: port, body: Data(#"{"model":"gpt-4o"}"#.utf8))
      #expect(answer.statusCode == 200)
      #expect(String(decoding: body, as: UTF8.self).hasPrefix(#"{"id":"asst_"#))
      #expect(answer.value(forHTTPHeaderField: "content-type") == "application/json")
      #expect(answer.value(forHTTPHeaderField: "openai-version") == "2020-10-01")
      #expect(answer.value(forHTTPHeaderField: "x-request-id")?.hasPrefix("req_") == true)
      #expect(answer.value(forHTTPHeaderField: "openai-processing-ms").flatMap { Int($0) } != nil)
      let (_, list) = try await Self.send("GET", "/v1/assistants?limit=0", port: port)
      #expect(list.statusCode == 400)
    }
  }

  @Test func refusesABodyThatIsTooLarge() async throws {
    try await serving { port in
      let body = Data(count: APIRequest.largestBody + 1)
      let (_, answer) = try await Self.send("POST", "/v1/assistants", port: port, body: body)
      #expect(answer.statusCode == 413)
    }
  }

  @Test func takesAnUpload() async throws {
    try await serving { port in
      let content = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let (body, answer) = try await Self.send(
        "POST", "/v1/files", port: port,
        body: Data(Form.file("a.bin", content, purpose: "user_data")),
        contentType: "multipart/form-data; boundary=\"b\"")
      #expect(answer.statusCode == 200)
      let file = try JSONParser.parse(Array(body))
      let path = "/v1/files/\(file["id"]?.string ?? "")/content"
      let (bytes, given) = try await Self.send("GET", path, port: port)
      #expect(given.value(forHTTPHeaderField: "content-type") == "application/octet-stream")
      let isSame = bytes == Data(content)
      #expect(isSame)
    }
  }

  @Test func saysThatThePortIsInUse() async throws {
    try await serving { port in
      await #expect(throws: EmulatorServer.Failure.portInUse) {
        try await EmulatorServer(Emulator(), port: port).run(onListening: { _ in })
      }
    }
  }
}
