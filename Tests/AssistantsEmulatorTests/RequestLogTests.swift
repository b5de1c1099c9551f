import AssistantsEmulator
import ResourceModel
import Testing

struct RequestLogTests {
  private static let headers = ["api-key": "k", "openai-beta": "assistants=v2"]

  private func log(of emulator: Emulator) async -> JSONValue {
    await emulator.answer(APIRequest("GET", "/_emulator/requests")).json ?? .null
  }

  @Test func tellsWhatWasAsked() async {
    let emulator = Emulator()
    let asked = APIRequest(
      "GET", "/some/base/v1/assistants", query: "limit=5", headers: Self.headers)
    let answer = await emulator.answer(asked)
    let log = await log(of: emulator)
    #expect(log["total"] == 1)
    #expect(log["in_flight_peak"] == 1)
    #expect(
      log["data"] == [
        [
          "sequence": 1, "method": "GET", "path": "/some/base/v1/assistants", "query": "limit=5",
          "status": 200, "request_id": .string(answer.requestID), "in_flight": 1,
          "faults": [],
        ]
      ])
    _ = await emulator.answer(APIRequest("DELETE", "/_emulator/requests"))
    #expect(await self.log(of: emulator)["data"] == [])
  }

  @Test(.timeLimit(.minutes(10))) func requestsThatWaitStandInFlightTogether() async {
    let gate = Gate(expected: 3)
    let emulator = Emulator(
      latency: .milliseconds(100),
      surroundings: Surroundings(
        now: { 1 }, identifiers: .counting(), pause: { _ in await gate.pass() }))
    await withTaskGroup { group in
      for _ in 0..<3 {
        group.addTask {
          _ = await emulator.answer(APIRequest("GET", "/v1/models", headers: Self.headers))
        }
      }
    }
    #expect(await log(of: emulator)["in_flight_peak"] == 3)
  }

  @Test func healthNeedsNoKey() async {
    let answer = await Emulator().answer(APIRequest("GET", "/_emulator/health"))
    #expect(answer.json == ["status": "ok"])
  }
}

/// Holds everyone back until as many as expected have come.
private actor Gate {
  private let expected: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(expected: Int) { self.expected = expected }

  func pass() async {
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      if waiting.count == expected { waiting.forEach { $0.resume() } }
    }
  }
}
