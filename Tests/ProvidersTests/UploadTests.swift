import Foundation
import Providers
import Reconciliation
import ResourceModel
import Synchronization
import TestSupport
import Testing

/// Runs a test with a file of these bytes, planned as it is.
func withUpload(
  _ text: String, name: String = "guide.md", _ body: (FileUpload) async throws -> Void
) async throws {
  let path = URL.temporaryDirectory.appending(path: "asst-providers-\(UUID().uuidString)").path
  try Data(text.utf8).write(to: URL(filePath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  try await body(
    FileUpload(
      path: path, name: name, size: text.utf8.count, content: Digest(of: Array(text.utf8))))
}

@Suite(.timeLimit(.minutes(10))) struct UploadTests {
  private static let answer =
    #"{"id":"file-1","object":"file","bytes":5,"created_at":17,"filename":"guide.md","#
    + #""purpose":"assistants","status":"processed","status_details":null,"expires_at":null}"#

  @Test func aFileIsSentWithItsPurposeAheadOfIt() async throws {
    let told = Mutex<[Int]>([])
    try await withUpload("hello", name: "gu\"ide é.md") { upload in
      try await withProvider(
        { _ in json(Self.answer) }, adjusting: { $0.query = [("api-version", "v1")] }
      ) { provider, server in
        let files = try #require(provider.files)
        let file = try await files.upload(upload) { count in told.withLock { $0.append(count) } }
        #expect(
          file
            == ObservedFile(
              id: "file-1", name: "guide.md", bytes: 5, createdAt: 17, purpose: "assistants"))
        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1)
        #expect(request.method == "POST" && request.target == "/v1/files?api-version=v1")
        #expect(request.headers["authorization"] == "Bearer \(secret)")
        let type = try #require(request.headers["content-type"])
        let start = "multipart/form-data; boundary="
        #expect(type.hasPrefix(start))
        let boundary = "--\(type.dropFirst(start.count))"
        #expect(
          String(decoding: request.body, as: UTF8.self)
            == "\(boundary)\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n"
            + "\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
            + "filename=\"gu%22ide é.md\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            + "hello\r\n\(boundary)--\r\n")
      }
    }
    #expect(told.withLock { $0.last } == 5)
  }

  @Test func aFileThatHasChangedIsNotUploaded() async throws {
    try await withUpload("hello") { upload in
      var upload = upload
      upload.content = Digest(of: Array("hallo".utf8))
      let error = try #require(try await self.error(of: upload))
      #expect(error.cause == .fileChanged && !error.mayHaveTakenEffect)
      #expect(error.message.contains(upload.path) && error.help?.contains("Apply again") == true)
      // A path is quoted whole, dots and all.
      upload.path = "/nowhere/a...b"
      let gone = try #require(try await self.error(of: upload))
      #expect(gone.cause == .unreadableFile && !gone.mayHaveTakenEffect)
      #expect(gone.message == "/nowhere/a...b cannot be read: No such file or directory")
      #expect(gone.help != nil)
    }
  }

  /// Neither a status nor a lost answer says whether the file is there now.
  @Test(arguments: [refusal(500), .closeWithoutAnswer, .text("<html>"), json("{}")])
  func whatMayHaveArrivedIsUnknown(_ answer: ScriptedAnswer) async throws {
    try await withUpload("hello") { upload in
      let error = try #require(try await self.error(of: upload, answer))
      #expect(error.mayHaveTakenEffect)
    }
  }

  /// But half a body is no file, whatever cut it.
  @Test func anUploadThatIsCutTookNoEffect() async throws {
    let text = String(repeating: "0123456789abcdef", count: 2 << 20)
    try await withUpload(text) { upload in
      try await withProvider(
        { _ in json(Self.answer) }, early: { _, _ in .closeWithoutAnswer }
      ) { provider, server in
        let files = try #require(provider.files)
        do throws(ProviderError) {
          _ = try await files.upload(upload) { _ in }
          Issue.record("uploaded")
        } catch {
          #expect(error.cause == .noAnswer && error.isUnsent && !error.mayHaveTakenEffect)
        }
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test func aRefusalNamesItsParameter() async throws {
    try await withUpload("hello") { upload in
      let error = try #require(
        try await self.error(of: upload, refusal(413, "Too large.", param: "file")))
      #expect(error.cause == .rejected(parameter: "file") && !error.mayHaveTakenEffect)
      #expect(error.message == "POST /files answered 413: Too large.")
    }
  }

  private func error(
    of upload: FileUpload, _ answer: ScriptedAnswer = json(answer)
  ) async throws -> ProviderError? {
    var result: ProviderError?
    try await withProvider({ _ in answer }) { provider, _ in
      let files = try #require(provider.files)
      do throws(ProviderError) {
        _ = try await files.upload(upload) { _ in }
      } catch {
        result = error
      }
    }
    return result
  }
}
