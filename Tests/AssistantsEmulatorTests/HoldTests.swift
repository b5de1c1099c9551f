import AssistantsEmulator
import ResourceModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct HoldTests {
  private func fixture(_ point: String) throws -> FaultFixture {
    try FaultFixture(#"{"match":{"method":"POST"},"effect":{"hold":"\#(point)"}}"#)
  }

  @Test(arguments: ["before", "after"]) func isReleased(point: String) async throws {
    let fixture = try fixture(point)
    async let answer = fixture.send("POST", "/assistants", #"{"model":"m"}"#)
    let held = await fixture.control("GET", "faults/held", query: "count=1")
    #expect(
      held["data"] == [["method": "POST", "path": "/v1/assistants", "hold": .string(point)]])
    #expect(await fixture.list().count == (point == "before" ? 0 : 1))
    #expect(await fixture.control("POST", "faults/release")["released"] == 1)
    #expect(await answer.status == 200)
    #expect(await fixture.list().count == 1)
  }

  @Test(arguments: ["before", "after"]) func isLeft(point: String) async throws {
    let fixture = try fixture(point)
    let departure = OpenGate()
    let client = ClientLine { onLeaving in
      Task {
        await departure.pass()
        onLeaving()
      }
    }
    async let answer = fixture.send("POST", "/assistants", #"{"model":"m"}"#, from: client)
    await fixture.control("GET", "faults/held", query: "count=1")
    departure.open()
    await fixture.control("GET", "faults/held", query: "count=0")
    #expect(await answer.delivery == .dropped)
    #expect(await fixture.list().count == (point == "before" ? 0 : 1))
    #expect(await fixture.control("POST", "faults/release")["released"] == 0)
  }

  @Test func deletingTheFaultsReleases() async throws {
    let fixture = try fixture("before")
    async let answer = fixture.send("POST", "/assistants", #"{"model":"m"}"#)
    await fixture.control("GET", "faults/held", query: "count=1")
    await fixture.control("DELETE", "faults")
    #expect(await answer.status == 200)
  }

  @Test func overTheLine() async throws {
    let emulator = Emulator(
      faults: try FaultPlan(
        json: Array(#"{"rules":[{"match":{"method":"POST"},"effect":{"hold":"before"}}]}"#.utf8)))
    @Sendable func held(_ count: Int) async {
      _ = await emulator.answer(
        APIRequest("GET", "/_emulator/faults/held", query: "count=\(count)"))
    }
    try await serving(emulator) { port in
      let client = try #require(RawClient(port: port))
      client.send("POST", "/assistants", #"{"model":"m"}"#)
      await held(1)
      client.leave()
      await held(0)
      let other = try #require(RawClient(port: port))
      other.send("GET", "/assistants")
      #expect(await other.rest().body.contains(#""data":[]"#))
      // The end of the server lets go, too.
      let last = try #require(RawClient(port: port))
      last.send("POST", "/assistants", #"{"model":"m"}"#)
      await held(1)
    }
  }
}
