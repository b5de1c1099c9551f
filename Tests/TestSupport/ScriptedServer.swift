import Foundation
import Synchronization

/// A loopback HTTP/1.1 server that behaves as badly as a test wants: a closure decides what each
/// request gets, down to the bytes. A thread a connection; connections are kept alive.
package final class ScriptedServer: Sendable {
  package typealias Script = @Sendable (ReceivedRequest) -> ScriptedAnswer
  /// An answer to a request before its body is whole: what it gets is the request without the body,
  /// and how many bytes of that have come. nil waits for more.
  package typealias EarlyScript = @Sendable (ReceivedRequest, Int) -> ScriptedAnswer?

  private typealias Condition = @Sendable (State) -> Bool

  private struct State {
    var requests: [ReceivedRequest] = []
    var connectionCount = 0
    var open: Set<LoopbackSocket> = []
    var isStopped = false
    var isClosed = false
    var waiting: [(condition: Condition, waiter: CheckedContinuation<Void, Never>)] = []

    /// Takes out those whose condition has come true.
    mutating func takeReady() -> [CheckedContinuation<Void, Never>] {
      let ready = waiting.filter { $0.condition(self) }
      waiting = waiting.filter { !$0.condition(self) }
      return ready.map(\.waiter)
    }
  }

  package let port: Int
  private let listener: LoopbackSocket
  private let script: Script
  private let early: EarlyScript?
  private let state = Mutex(State())

  /// A server on a free port of 127.0.0.1 that answers until `stop`. A request that `early` answers is
  /// none of `requests`, and its connection ends with it.
  package static func start(
    early: EarlyScript? = nil, _ script: @escaping Script
  ) throws -> ScriptedServer {
    let (listener, port) = try LoopbackSocket.listening()
    let server = ScriptedServer(listener: listener, port: port, script: script, early: early)
    Thread.detachNewThread { server.accept() }
    return server
  }

  private init(
    listener: LoopbackSocket, port: Int, script: @escaping Script, early: EarlyScript?
  ) {
    self.listener = listener
    self.port = port
    self.script = script
    self.early = early
  }

  package var baseURL: String { "http://127.0.0.1:\(port)" }

  /// What came in so far, in order of arrival, each when it was whole and before it was answered.
  package var requests: [ReceivedRequest] { state.withLock(\.requests) }

  /// How many connections were made so far.
  package var connectionCount: Int { state.withLock(\.connectionCount) }

  /// Returns once that many requests have come in.
  package func received(_ count: Int) async {
    await holds { $0.requests.count >= count }
  }

  /// Returns once that many connections have ended.
  package func closedConnections(_ count: Int) async {
    await holds { $0.connectionCount - $0.open.count >= count }
  }

  /// Returns once a stopped server refuses connections.
  package func stopped() async {
    await holds(\.isClosed)
  }

  /// Ends every connection; new ones are refused.
  package func stop() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      listener.shutDown()
      for socket in state.open { socket.shutDown() }
    }
  }

  private func accept() {
    while let socket = listener.accepted() {
      let number = state.withLock { state -> Int? in
        guard !state.isStopped else { return nil }
        state.connectionCount += 1
        state.open.insert(socket)
        return state.connectionCount
      }
      guard let number else {
        socket.closeNow()
        continue
      }
      Thread.detachNewThread { self.serve(socket, number: number) }
    }
    listener.closeNow()
    change { $0.isClosed = true }
  }

  private func serve(_ socket: LoopbackSocket, number: Int) {
    var reader = RequestReader(socket: socket, connection: number)
    var earlyAnswer: ScriptedAnswer?
    while let request = reader.next(meanwhile: { head, count in
      earlyAnswer = early?(head, count)
      return earlyAnswer != nil
    }) {
      if let earlyAnswer {
        answer(earlyAnswer, to: socket)
        break
      }
      change { $0.requests.append(request) }
      guard let (bytes, staysOpen) = script(request).wire else {
        // Silence: nothing is read from here on but the end of the connection.
        while socket.read() != nil {}
        break
      }
      guard socket.write(bytes), staysOpen else { break }
    }
    change { state in
      state.open.remove(socket)
      socket.closeNow()
    }
  }

  /// A careful server reads away what the other side still sends, so that no reset overtakes its
  /// answer. Silence reads nothing: the client cannot go on sending.
  private func answer(_ early: ScriptedAnswer, to socket: LoopbackSocket) {
    guard let bytes = early.wire?.bytes else { return socket.awaitEnd() }
    guard !bytes.isEmpty, socket.write(bytes) else { return }
    socket.endWriting()
    while socket.read() != nil {}
  }

  private func change(_ change: (inout State) -> Void) {
    let ready = state.withLock { state in
      change(&state)
      return state.takeReady()
    }
    for waiter in ready { waiter.resume() }
  }

  private func holds(_ condition: @escaping Condition) async {
    await withCheckedContinuation { waiter in
      let ready = state.withLock { state in
        state.waiting.append((condition, waiter))
        return state.takeReady()
      }
      for waiter in ready { waiter.resume() }
    }
  }
}
