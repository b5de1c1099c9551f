import OrderedCollections
import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite struct MemberTests {
  private static let chunking: JSONValue = [
    "max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400,
  ]
  private static let write = MemberWrite(
    file: "file-1", attributes: ["asst": "m1", "year": 2026, "public": true], chunking: chunking)

  @Test(arguments: [
    (
      #"{"id":"file-1","status":"completed","usage_bytes":12,"created_at":17,"#
        + #""attributes":{"a":"x","n":7,"b":true},"chunking_strategy":{"type":"static","#
        + #""static":{"chunk_overlap_tokens":400,"max_chunk_size_tokens":800}},"last_error":null}"#,
      ObservedMember(
        file: "file-1",
        attributes: ["a": "x", "n": 7, "b": true],
        chunking: chunking, state: .completed, bytes: 12, createdAt: 17)
    ),
    (
      #"{"id":"file-1","status":"in_progress","attributes":null,"#
        + #""chunking_strategy":{"type":"other"}}"#,
      ObservedMember(file: "file-1", state: .inProgress)
    ),
    (
      #"{"id":"file-1","status":"failed","#
        + #""last_error":{"code":"unsupported_file","message":"No."}}"#,
      ObservedMember(file: "file-1", state: .failed(code: "unsupported_file", message: "No."))
    ),
    (
      #"{"id":"file-1","status":"failed","chunking_strategy":null}"#,
      ObservedMember(
        file: "file-1", state: .failed(code: nil, message: "the provider does not say why"))
    ),
    (#"{"id":"file-1","status":"cancelled"}"#, ObservedMember(file: "file-1", state: .cancelled)),
    (#"{"id":"x","file_id":"file-1"}"#, ObservedMember(file: "file-1", state: .inProgress)),
  ])
  func whatAMemberSays(_ row: (body: String, member: ObservedMember)) async throws {
    let (member, request) = try await files(json(row.body)) { (files) async throws(ProviderError) in
      try await files.member("file-1", of: "vs_1")
    }
    #expect(member == row.member)
    #expect("\(request.method) \(request.target)" == "GET /v1/vector_stores/vs_1/files/file-1")
  }

  @Test func aFileThatIsNotAttached() async throws {
    let (member, _) = try await files(refusal(404)) { (files) async throws(ProviderError) in
      try await files.member("file-1", of: "vs_1")
    }
    #expect(member == nil)
  }

  @Test func aPageOfMembers() async throws {
    let (page, request) = try await files(
      json(#"{"data":[{"id":"file-1","status":"completed"}],"has_more":true}"#)
    ) { (files) async throws(ProviderError) in try await files.members(of: "vs_1", after: "f 0") }
    #expect(page.members == [ObservedMember(file: "file-1", state: .completed)])
    #expect(page.next == "file-1")
    #expect(request.target == "/v1/vector_stores/vs_1/files?limit=100&order=asc&after=f%200")
    let missing = try await failure(of: refusal(404)) { (provider) async throws(ProviderError) in
      _ = try await provider.files?.members(of: "vs_1", after: nil)
    }
    #expect(missing?.cause == .notFound)
  }

  @Test func updatingReplacesTheAttributesAndNothingElse() async throws {
    let (member, request) = try await files(
      json(#"{"id":"file-1","status":"completed","attributes":{"asst":"m1"}}"#)
    ) { (files) async throws(ProviderError) in
      try await files.updateMember(Self.write, of: "vs_1")
    }
    #expect(member.attributes == ["asst": "m1"])
    #expect("\(request.method) \(request.target)" == "POST /v1/vector_stores/vs_1/files/file-1")
    #expect(request.json == ["attributes": ["asst": "m1", "year": 2026, "public": true]])
  }

  // MARK: - Attaching

  @Test func severalFilesAreOneBatch() async throws {
    let (batch, request) = try await files(
      json(
        #"{"id":"vsfb_1","status":"in_progress","file_counts":{"in_progress":2,"completed":0,"#
          + #""failed":0,"cancelled":0,"total":2}}"#)
    ) { (files) async throws(ProviderError) in
      try await files.attach(
        [Self.write, MemberWrite(file: "file-2", attributes: [:])], to: "vs_1")
    }
    #expect(batch == AttachBatch(id: "vsfb_1", isFinished: false, inProgress: 2))
    #expect("\(request.method) \(request.target)" == "POST /v1/vector_stores/vs_1/file_batches")
    #expect(
      request.json == [
        "files": [
          [
            "file_id": "file-1", "attributes": ["asst": "m1", "year": 2026, "public": true],
            "chunking_strategy": ["type": "static", "static": Self.chunking],
          ],
          ["file_id": "file-2"],
        ]
      ])
  }

  /// Some hosts name the store in the place of the batch.
  @Test(arguments: [
    (
      #""status":"completed","file_counts":{"in_progress":0,"completed":1,"failed":2,"#
        + #""cancelled":3,"total":6}"#,
      AttachBatch(id: "vsfb_1", isFinished: true, completed: 1, failed: 2, cancelled: 3)
    ),
    (#""status":"completed""#, AttachBatch(id: "vsfb_1", isFinished: true)),
    (#""status":"failed","file_counts":null"#, AttachBatch(id: "vsfb_1", isFinished: true)),
    (#""status":"cancelled""#, AttachBatch(id: "vsfb_1", isFinished: true)),
    (#""status":"in_progress""#, AttachBatch(id: "vsfb_1", isFinished: false)),
    (#""created_at":1"#, AttachBatch(id: "vsfb_1", isFinished: false)),
    (
      #""file_counts":{"in_progress":0,"completed":2,"total":2}"#,
      AttachBatch(id: "vsfb_1", isFinished: true, completed: 2)
    ),
    (
      #""status":"in_progress","file_counts":{"in_progress":0,"completed":1,"total":2}"#,
      AttachBatch(id: "vsfb_1", isFinished: false, completed: 1)
    ),
    (
      #""file_counts":{"in_progress":1,"completed":1,"total":2}"#,
      AttachBatch(id: "vsfb_1", isFinished: false, inProgress: 1, completed: 1)
    ),
  ])
  func howFarABatchIs(_ row: (fields: String, batch: AttachBatch)) async throws {
    let (batch, request) = try await files(json(#"{"id":"vs_1",\#(row.fields)}"#)) {
      (files) async throws(ProviderError) in try await files.batch("vsfb_1", of: "vs_1")
    }
    #expect(batch == row.batch)
    #expect(
      request.target == "/v1/vector_stores/vs_1/file_batches/vsfb_1" && request.method == "GET")
  }

  /// One file goes by itself, and its place in the store answers for the batch.
  @Test(arguments: [
    ("in_progress", AttachBatch(id: "files/file-1", isFinished: false, inProgress: 1)),
    ("completed", AttachBatch(id: "files/file-1", isFinished: true, completed: 1)),
    ("failed", AttachBatch(id: "files/file-1", isFinished: true, failed: 1)),
    ("cancelled", AttachBatch(id: "files/file-1", isFinished: true, cancelled: 1)),
  ])
  func oneFileGoesByItself(_ row: (status: String, batch: AttachBatch)) async throws {
    let answer = json(#"{"id":"file-1","status":"\#(row.status)"}"#)
    let (batch, request) = try await files(answer) { (files) async throws(ProviderError) in
      try await files.attach([Self.write], to: "vs_1")
    }
    #expect(batch == row.batch)
    #expect("\(request.method) \(request.target)" == "POST /v1/vector_stores/vs_1/files")
    #expect(
      request.json == [
        "file_id": "file-1", "attributes": ["asst": "m1", "year": 2026, "public": true],
        "chunking_strategy": ["type": "static", "static": Self.chunking],
      ])
    let (polled, poll) = try await files(answer) { (files) async throws(ProviderError) in
      try await files.batch(batch.id, of: "vs_1")
    }
    #expect(polled == row.batch)
    #expect("\(poll.method) \(poll.target)" == "GET /v1/vector_stores/vs_1/files/file-1")
  }

  @Test(arguments: [400, 409])
  func aFileThatIsAttachedAlready(_ status: Int) async throws {
    let (batch, _) = try await files(refusal(status, "File is already in this vector store.")) {
      (files) async throws(ProviderError) in try await files.attach([Self.write], to: "vs_1")
    }
    #expect(batch == AttachBatch(id: "files/file-1", isFinished: false, inProgress: 1))
  }

  @Test(
    arguments: [
      (refusal(404, "No such File object: file-1", param: "id"), .notFound),
      (
        refusal(400, "Unknown parameter: 'files'.", code: "unknown_parameter", param: "files"),
        .rejected(parameter: "files")
      ),
      (.text("already", status: 409), .serverFault(retryAfter: nil)),
    ] as [(ScriptedAnswer, ProviderError.Cause)])
  func aRefusalToAttachIsPassedOn(
    _ row: (answer: ScriptedAnswer, cause: ProviderError.Cause)
  ) async throws {
    for count in [1, 2] {
      let error = try await failure(of: row.answer) { (provider) async throws(ProviderError) in
        _ = try await provider.files?.attach(
          Array(repeating: Self.write, count: count), to: "vs_1")
      }
      #expect(error?.cause == row.cause)
    }
  }
}
