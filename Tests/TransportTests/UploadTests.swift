import Foundation
import Synchronization
import Testing
import TestSupport
import Transport

/// Far more than the buffers of both sockets hold: while the server does not read, it cannot all be
/// sent.
private let large = 32 << 20

@Suite(.timeLimit(.minutes(2))) struct UploadTests {
  // MARK: - What becomes of the file

  private struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (FileOnDisk) throws -> Void
  }

  private static let changes = [
    Change(testDescription: "shrinks") { try $0.resize(to: large - 1) },
    Change(testDescription: "grows") { try $0.resize(to: large + 1) },
    Change(testDescription: "empties") { try $0.resize(to: 0) },
    Change(testDescription: "changes") { try $0.overwrite(at: large - 1, [1]) },
  ]

  /// While it is sent: the server never sees the end of the body.
  @Test(arguments: changes)
  private func aFileThatChangesUnderWay(change: Change) async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      let hasChanged = Mutex(false)
      try await withServer(
        { _ in .text("ok") },
        early: { head, _ in
          guard head.method == "POST" else { return nil }
          hasChanged.withLock { hasChanged in
            if !hasChanged { #expect(throws: Never.self) { try change.apply(file) } }
            hasChanged = true
          }
          return nil
        }
      ) { client, server in
        let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
        try #require(error == .fileChanged(path: file.path))
        #expect(error?.requestMayHaveBeenSent == false)
        await server.closedConnections(1)
        #expect(server.requests.isEmpty)
        #expect(hasChanged.withLock { $0 })
        #expect(file.openCount ?? 0 == 0)
      }
    }
  }

  /// Before it is sent: there is not even a connection.
  @Test func aFileThatIsNotAsPlanned() async throws {
    try await withFile([1, 2, 3]) { file in
      var other = try form(file)
      try await withServer({ _ in .text("ok") }) { client, server in
        let failure = { (form: MultipartForm) in
          await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
        }
        other.file.size = 4
        #expect(await failure(other) == .fileChanged(path: file.path))
        try await withFile { empty in
          other = try form(empty)
          other.file.sha256 = String(repeating: "0", count: 64)
          #expect(await failure(other) == .fileChanged(path: empty.path))
          #expect(empty.openCount ?? 0 == 0)
        }

        other = try form(file)
        try file.delete()
        let gone = await failure(other)
        guard case .unreadableFile(file.path, let reason) = gone else {
          Issue.record("\(String(describing: gone))")
          return
        }
        #expect(reason == "No such file or directory" && gone?.requestMayHaveBeenSent == false)
        other.file.path = file.url.deletingLastPathComponent().path
        let folder = TransportError.unreadableFile(
          path: other.file.path, reason: "it is no regular file")
        #expect(await failure(other) == folder)
        // Nobody writes to it: opening it must not wait.
        other.file.path = file.path
        #expect(mkfifo(file.path, 0o600) == 0)
        #expect(
          await failure(other)
            == .unreadableFile(path: file.path, reason: "it is no regular file"))
        #expect(server.connectionCount == 0)
        #expect(file.openCount ?? 0 == 0)
      }
    }
  }

  /// A small one: it fits into one piece, which is the first and the last.
  @Test func otherBytesOfTheSameSize() async throws {
    try await withFile([1, 2, 3]) { file in
      let form = try form(file)
      try file.overwrite(at: 1, [9])
      try await withServer({ _ in .text("ok") }) { client, server in
        let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
        try #require(error == .fileChanged(path: file.path))
        await server.closedConnections(1)
        #expect(server.requests.isEmpty)
      }
    }
  }

  // MARK: - What becomes of the connection

  @Test func anAnswerBeforeTheBodyIsWhole() async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      try await withServer(
        { _ in .text("ok") }, early: { _, _ in .text("too large", status: 413) }
      ) { client, server in
        let answer = try await client.send(HTTPRequest(url: server.baseURL, form: form))
        #expect(answer.status == 413 && answer.text == "too large")
        #expect(server.requests.isEmpty)
      }
    }
  }

  /// No server can take half a body for a whole one: the caller may send it again.
  @Test func aConnectionThatIsCutHalfWay() async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      try await withServer(
        { _ in .text("ok") },
        early: { _, count in count > 1 << 20 ? .closeWithoutAnswer : nil }
      ) { client, server in
        let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
        guard case .cutInBody(.connectionLost) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(error?.requestMayHaveBeenSent == false)
        #expect(error?.description.hasSuffix(", before the upload was whole") == true)
        #expect(server.connectionCount == 1)
        #expect(file.openCount ?? 0 == 0)
      }
    }
  }

  /// The connection was kept and ends before the first byte of an answer: the case in which libcurl
  /// would wind the body back and send it again.
  @Test(arguments: [3, large])
  func anUploadOnADyingConnectionArrivesOnce(size: Int) async throws {
    try await withFile(zeros: size) { file in
      let form = try form(file)
      try await withServer(
        { $0.target == "/warm" ? .text("ok") : .closeWithoutAnswer },
        early: { head, count in head.method == "POST" && count > 1 << 20 ? .closeWithoutAnswer : nil
        }
      ) { client, server in
        _ = try await client.get(server.baseURL + "/warm")
        let error = await client.failure(of: HTTPRequest(url: server.baseURL + "/f", form: form))
        // Of the small file all was sent: whether it was kept is not known.
        #expect(error?.requestMayHaveBeenSent == (size == 3))
        _ = try await client.get(server.baseURL + "/warm")
        #expect(server.requests.count { $0.target == "/f" } == (size == 3 ? 1 : 0))
      }
    }
  }

  @Test func cancellingClosesTheFile() async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      let (sent, sending) = AsyncStream.makeStream(of: Int.self)
      try await withServer(
        { _ in .text("ok") }, early: { _, count in count > 1 << 20 ? .hang : nil }
      ) { client, server in
        let task = Task { () -> TransportError? in
          do throws(TransportError) {
            _ = try await client.send(HTTPRequest(url: server.baseURL, form: form)) {
              sending.yield($0)
            }
            return nil
          } catch {
            return error
          }
        }
        _ = await sent.first { $0 > 0 }
        #expect(file.openCount ?? 1 == 1)
        task.cancel()
        let error = await task.value
        #expect(error == .cutInBody(.cancelled) && error?.requestMayHaveBeenSent == false)
        #expect(file.openCount ?? 0 == 0)
      }
    }
  }

  // MARK: - Time

  @Test func aServerThatStopsReadingIsIdle() async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      try await withServer(
        { _ in .text("ok") }, early: { _, _ in .hang },
        adjusting: {
          $0.idleTimeout = .milliseconds(80)
          $0.slowestUpload = .max
        }
      ) { client, server in
        let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
        #expect(error == .cutInBody(.idleTimeout(host: "127.0.0.1:\(server.port)")))
      }
    }
  }

  /// An upload has the time that it takes on the slowest line on top.
  @Test func theTotalTimeoutGrowsWithTheFile() async throws {
    try await withFile(zeros: large) { file in
      let form = try form(file)
      for (slowest, isEnough) in [(Int.max, false), (large / 60, true)] {
        try await withServer(
          { _ in .text("ok") },
          adjusting: {
            $0.totalTimeout = .milliseconds(1)
            $0.slowestUpload = slowest
          }
        ) { client, server in
          let error = await client.failure(of: HTTPRequest(url: server.baseURL, form: form))
          #expect((error == nil) == isEnough)
        }
      }
    }
  }

  // MARK: - Progress and memory

  @Test(arguments: [1, 99, 65_537, large])
  func progressGrowsUpToTheSize(size: Int) async throws {
    try await withFile(zeros: size) { file in
      let form = try form(file)
      let told = Mutex<[Int]>([])
      try await withServer({ _ in .text("ok") }) { client, server in
        _ = try await client.send(HTTPRequest(url: server.baseURL, form: form)) { count in
          told.withLock { $0.append(count) }
        }
      }
      let counts = told.withLock { $0 }
      #expect(counts.last == size)
      #expect(zip(counts, counts.dropFirst()).allSatisfy(<))
      #expect(counts.allSatisfy { $0 > 0 } && counts.count <= 101)
      #expect(size < large || counts.count > 50)
    }
  }
}
