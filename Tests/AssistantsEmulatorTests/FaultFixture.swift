import AssistantsEmulator
import ResourceModel
import Synchronization

/// An emulator with faults, asked without a socket.
struct FaultFixture {
  let emulator: Emulator
  /// Everything that waits in the emulator waits until it is opened.
  let gate = OpenGate()

  /// The rules are the items of the plan's list.
  init(_ rules: String = "", seed: Int = 0) throws {
    let gate = gate
    emulator = Emulator(
      faults: try FaultPlan(json: Array(#"{"seed":\#(seed),"rules":[\#(rules)]}"#.utf8)),
      surroundings: Surroundings(
        now: { 1_800_000_000 }, identifiers: .counting(), pause: { _ in await gate.pass() }))
  }

  @discardableResult
  func send(
    _ method: String, _ path: String, _ body: String = "", query: String = "",
    from client: ClientLine = .steady
  ) async -> APIAnswer {
    await emulator.answer(
      APIRequest(
        method, "/v1" + path, query: query,
        headers: ["api-key": "k", "openai-beta": "assistants=v2"], body: Array(body.utf8)),
      from: client)
  }

  /// The id as far as the client learns it.
  @discardableResult
  func upload(_ name: String) async -> String {
    let form = Form.file(name, Array("text".utf8), purpose: "assistants")
    let answer = await emulator.answer(Form.request(form, folder: emulator.uploadFolder))
    return answer.isSent ? answer.json?["id"]?.string ?? "" : ""
  }

  @discardableResult
  func control(_ method: String, _ path: String, _ body: String = "", query: String = "") async
    -> JSONValue
  {
    await emulator.answer(
      APIRequest(method, "/_emulator/" + path, query: query, body: Array(body.utf8))
    ).json ?? .null
  }

  func create(_ body: String = #"{"model":"m"}"#) async -> String {
    await send("POST", "/assistants", body).json?["id"]?.string ?? ""
  }

  /// One member of every listed object, oldest first.
  func list(
    _ key: String = "id", of path: String = "/assistants", query: String = "order=asc"
  ) async -> [String] {
    let page = await send("GET", path, query: query)
    return (page.json?["data"]?.array ?? []).map { $0[key]?.string ?? "-" }
  }
}

/// Holds everyone back until it is opened.
final class OpenGate: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var watching: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func open() {
    state.withLock { state in
      state.isOpen = true
      state.waiting.forEach { $0.resume() }
      state.waiting = []
    }
  }

  func pass() async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if state.isOpen { return continuation.resume() }
        state.waiting.append(continuation)
        state.watching.forEach { $0.resume() }
        state.watching = []
      }
    }
  }

  /// Returns once somebody waits.
  func reached() async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if state.waiting.isEmpty {
          state.watching.append(continuation)
        } else {
          continuation.resume()
        }
      }
    }
  }
}
