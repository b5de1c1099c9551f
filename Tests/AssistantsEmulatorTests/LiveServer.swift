import AssistantsEmulator
import Testing

/// Serves on a free port while the body runs, and ends the server after it.
func serving(
  _ emulator: Emulator = Emulator(), _ body: @Sendable @escaping (Int) async throws -> Void
) async throws {
  let (ports, listening) = AsyncStream.makeStream(of: Int.self)
  try await withThrowingTaskGroup { group in
    group.addTask {
      try await EmulatorServer(emulator, port: 0).run(onListening: { listening.yield($0) })
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    do {
      try await body(port)
    } catch {
      group.cancelAll()
      throw error
    }
    group.cancelAll()
  }
}
