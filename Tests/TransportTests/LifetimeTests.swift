import Logging
import Testing
import TestSupport
import Transport

@Suite(.timeLimit(.minutes(10))) struct LifetimeTests {
  @Test func cancellationEndsTheTransfer() async throws {
    try await withServer({ $0.target == "/hang" ? .hang : .text("ok") }) { client, server in
      let task = Task { await client.failure(getting: server.baseURL + "/hang") }
      await server.received(1)
      task.cancel()
      #expect(await task.value == .cancelled)
      let answer = try await client.get(server.baseURL)
      #expect(answer.text == "ok")
    }
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    try await withServer({ _ in .text("ok") }) { client, server in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.failure(getting: server.baseURL)
      }
      #expect(await task.value == .cancelled)
      #expect(server.connectionCount == 0)
    }
  }

  /// Cancellation may come at any point of a transfer; each ends in one way and exactly once.
  @Test func cancellationAtAnyMoment() async throws {
    try await withServer({ _ in .text("ok") }) { client, server in
      await withTaskGroup { group in
        for number in 0..<300 {
          group.addTask {
            let task = Task { await client.failure(getting: server.baseURL) }
            for _ in 0..<(number % 30) { await Task.yield() }
            task.cancel()
            let error = await task.value
            #expect(error == nil || error == .cancelled)
          }
        }
      }
      let answer = try await client.get(server.baseURL)
      #expect(answer.text == "ok")
    }
  }

  @Test func shutDownEndsWhatIsInFlight() async throws {
    try await withServer({ _ in .hang }) { client, server in
      let tasks = (1...5).map { number in
        Task { await client.failure(getting: server.baseURL + "/\(number)") }
      }
      await server.received(5)
      await client.shutDown()
      for task in tasks { #expect(await task.value == .shutDown) }
      #expect(await client.failure(getting: server.baseURL) == .shutDown)
      #expect(server.requests.count == 5)
    }
  }

  @Test func shutDownTwiceAndRequestsAround() async throws {
    try await withServer({ _ in .text("ok") }) { client, server in
      await withTaskGroup { group in
        for number in 0..<200 {
          group.addTask {
            if number % 50 == 25 { await client.shutDown() }
            let error = await client.failure(getting: server.baseURL)
            #expect(error == nil || error == .shutDown)
          }
        }
      }
      #expect(await client.failure(getting: server.baseURL) == .shutDown)
    }
  }

  @Test func aClientMayGoAwayWithoutAShutDown() async throws {
    let server = try ScriptedServer.start { _ in .text("ok") }
    defer { server.stop() }
    for _ in 1...20 {
      let client = HTTPClient(
        configuration: HTTPClientConfiguration(),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
      let answer = try await client.get(server.baseURL)
      #expect(answer.text == "ok")
    }
    // Its thread closes the connections of each.
    await server.closedConnections(20)
  }
}
