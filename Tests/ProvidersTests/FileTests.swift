import OrderedCollections
import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// Asks for something of the files behind one answer; returns it with the request that was sent.
func files<Value: Sendable>(
  _ answer: ScriptedAnswer,
  _ ask: (any FileProvider) async throws(ProviderError) -> Value
) async throws -> (value: Value, request: ReceivedRequest) {
  var result: (Value, ReceivedRequest)?
  try await withProvider({ _ in answer }) { provider, server in
    let value = try await ask(try #require(provider.files))
    #expect(server.requests.count == 1)
    result = (value, try #require(server.requests.first))
  }
  return try #require(result)
}

@Suite struct FileTests {
  @Test func oneFile() async throws {
    let (file, request) = try await files(
      json(#"{"id":"file-1","bytes":null,"filename":"日本.md"}"#)
    ) { (files) async throws(ProviderError) in try await files.file("file-1") }
    #expect(file == ObservedFile(id: "file-1", name: "日本.md"))
    #expect("\(request.method) \(request.target)" == "GET /v1/files/file-1")
  }

  @Test func aFileThatDoesNotExist() async throws {
    let (file, _) = try await files(refusal(404, "No such File object: file-1", param: "id")) {
      (files) async throws(ProviderError) in try await files.file("file-1")
    }
    #expect(file == nil)
    // A proxy's 404 says nothing about the file.
    await #expect(throws: ProviderError.self) {
      _ = try await files(.text("<html>", status: 404)) { (files) async throws(ProviderError) in
        try await files.file("file-1")
      }
    }
  }

  @Test func aPageOfFiles() async throws {
    let (page, request) = try await files(
      json(
        #"{"data":[{"id":"file-1","filename":"a","purpose":"assistants"},"#
          + #"{"id":"file-2","filename":"b"},{"id":"file-3","purpose":"batch"}],"has_more":true}"#)
    ) { (files) async throws(ProviderError) in try await files.files(after: "file-0&") }
    #expect(
      page.files == [
        ObservedFile(id: "file-1", name: "a", purpose: "assistants"),
        ObservedFile(id: "file-2", name: "b"),
      ])
    // What is passed over still leads on.
    #expect(page.next == "file-3")
    #expect(
      request.target == "/v1/files?purpose=assistants&limit=10000&order=asc&after=file-0%26")
  }

  @Test(
    arguments: [
      (#"{"data":[{"id":"file-1"}],"has_more":false}"#, nil, 1, nil),
      (#"{"data":[],"has_more":true}"#, nil, 0, nil),
      // Whether there is more is not said: the next page tells, or turns out to be the first again.
      (#"{"data":[{"id":"file-1"},{"id":"file-2"}]}"#, nil, 2, "file-2"),
      (#"{"data":[]}"#, "file-2", 0, nil),
      (#"{"data":[{"id":"file-1"},{"id":"file-2"}]}"#, "file-2", 0, nil),
    ] as [(String, String?, Int, String?)])
  func whereAListEnds(
    _ row: (body: String, cursor: String?, count: Int, next: String?)
  ) async throws {
    let (page, request) = try await files(json(row.body)) { (files) async throws(ProviderError) in
      try await files.files(after: row.cursor)
    }
    #expect(page.files.count == row.count && page.next == row.next)
    #expect(request.target.contains("after") == (row.cursor != nil))
  }

  @Test func aHostWithoutFiles() async throws {
    let error = try await failure(of: refusal(404)) { (provider) async throws(ProviderError) in
      _ = try await provider.files?.files(after: nil)
    }
    #expect(error?.cause == .notServed)
    let cursor = try await failure(of: refusal(404)) { (provider) async throws(ProviderError) in
      _ = try await provider.files?.files(after: "file-9")
    }
    #expect(cursor?.cause == .notFound)
  }

  /// The answer's object is `file`, not `file.deleted`.
  @Test(arguments: [
    json(#"{"id":"file-1","object":"file","deleted":true}"#), refusal(404),
    .bytes(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)),
  ])
  func deletingAndDetaching(_ answer: ScriptedAnswer) async throws {
    let (_, deletion) = try await files(answer) { (files) async throws(ProviderError) in
      try await files.deleteFile("file-1")
    }
    #expect("\(deletion.method) \(deletion.target)" == "DELETE /v1/files/file-1")
    let (_, detachment) = try await files(answer) { (files) async throws(ProviderError) in
      try await files.detach("file-1", from: "vs_1")
    }
    #expect(
      "\(detachment.method) \(detachment.target)" == "DELETE /v1/vector_stores/vs_1/files/file-1")
  }

  @Test(arguments: ["{}", #"{"id":""}"#, #"{"data":[7]}"#, "[]"])
  func whatCannotBeRead(_ body: String) async throws {
    for number in 0..<6 {
      let error = try await failure(of: json(body)) { (provider) async throws(ProviderError) in
        let write = MemberWrite(file: "f", attributes: [:])
        switch number {
        case 0: _ = try await provider.files?.file("file-1")
        case 1: _ = try await provider.files?.files(after: nil)
        case 2: _ = try await provider.files?.members(of: "v", after: nil)
        case 3: _ = try await provider.files?.member("file-1", of: "v")
        case 4: _ = try await provider.files?.attach([write], to: "v")
        default: _ = try await provider.files?.updateMember(write, of: "v")
        }
      }
      #expect(error?.cause == .unreadableAnswer)
    }
  }
}
