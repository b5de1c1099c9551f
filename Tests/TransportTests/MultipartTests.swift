import Testing
import TestSupport
import Transport

/// What a form looks like on the wire, to the byte.
@Suite(.timeLimit(.minutes(10))) struct MultipartTests {
  private func request(
    _ content: [UInt8] = [0x61], name: String = "f.txt",
    fields: [MultipartForm.Field] = [("purpose", "test")], headers: HTTPHeaders = [:]
  ) async throws -> ReceivedRequest {
    var received: [ReceivedRequest] = []
    try await withFile(content) { file in
      let form = try form(file, name: name, fields: fields)
      try await withServer({ _ in .text("ok") }) { client, server in
        let answer = try await client.send(
          HTTPRequest(url: server.baseURL + "/v1/files", headers: headers, form: form))
        #expect(answer.status == 200)
        received = server.requests
      }
    }
    #expect(received.count == 1)
    return try #require(received.first)
  }

  private func boundary(_ request: ReceivedRequest) throws -> String {
    let type = try #require(request.headers["content-type"])
    let start = "multipart/form-data; boundary="
    #expect(type.hasPrefix(start))
    return String(type.dropFirst(start.count))
  }

  @Test func theWholeBody() async throws {
    let request = try await request(
      Array("line\r\n--\u{0}ü".utf8),
      fields: [("purpose", "assistants"), ("x", "a\r\n\u{0}b")],
      headers: ["Authorization": "Bearer k", "Accept": "application/json"])
    let boundary = try boundary(request)
    let expected =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n"
      + "--\(boundary)\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\na\r\n\u{0}b\r\n"
      + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n"
      + "Content-Type: application/octet-stream\r\n\r\nline\r\n--\u{0}ü\r\n--\(boundary)--\r\n"
    #expect(String(decoding: request.body, as: UTF8.self) == expected)
    #expect(request.method == "POST" && request.target == "/v1/files")
    #expect(request.headers["content-length"] == "\(expected.utf8.count)")
    #expect(request.headers["transfer-encoding"] == nil && request.headers["expect"] == nil)
    #expect(request.headers["authorization"] == "Bearer k")
  }

  /// Names as browsers write them. What has two spellings of one character keeps its own.
  @Test(arguments: [
    ("plain.txt", "plain.txt"), ("two words; x=1.md", "two words; x=1.md"),
    (#"say "hi".txt"#, "say %22hi%22.txt"), ("a\nb\rc\r\nd", "a%0Ab%0Dc%0D%0Ad"),
    (#"back\slash\"#, #"back\slash\"#), (#"\""#, #"\%22"#), ("50%22.txt", "50%22.txt"),
    ("caf\u{E9}.txt", "caf\u{E9}.txt"), ("cafe\u{301}.txt", "cafe\u{301}.txt"),
    ("日本語 🧪.txt", "日本語 🧪.txt"), ("\u{1B}[31m\t'`$(x)", "\u{1B}[31m\t'`$(x)"),
    (String(repeating: "é", count: 127) + "x", String(repeating: "é", count: 127) + "x"),
    ("a=b&c<d>e@f", "a=b&c<d>e@f"),
  ])
  func names(_ row: (name: String, wire: String)) async throws {
    let request = try await request(name: row.name)
    let line = Array("form-data; name=\"file\"; filename=\"\(row.wire)\"\r\n".utf8)
    #expect(request.body.contains(line), "\(String(decoding: request.body, as: UTF8.self))")
  }

  @Test func aNameThatCWouldCutIsRefused() async throws {
    try await withFile([0x61]) { file in
      try await withServer({ _ in .text("ok") }) { client, server in
        for form in [
          try form(file, name: "a\u{0}b"), try form(file, fields: [("a\u{0}", "")]),
        ] {
          let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
          guard case .invalidHeader = error else {
            Issue.record("\(String(describing: error))")
            return
          }
        }
        #expect(server.connectionCount == 0)
      }
    }
  }

  /// Around the size of a piece, where an end could be missed or asked for twice.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_003])
  func everySize(size: Int) async throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let request = try await request(content)
    let end = try Array("\r\n--\(boundary(request))--\r\n".utf8)
    #expect(request.body.suffix(end.count).elementsEqual(end))
    #expect(request.body.dropLast(end.count).suffix(size).elementsEqual(content))
    let head = Array("octet-stream\r\n\r\n".utf8)
    #expect(request.body.dropLast(end.count + size).suffix(head.count).elementsEqual(head))
  }
}
