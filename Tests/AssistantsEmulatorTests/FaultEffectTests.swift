import AssistantsEmulator
import ResourceModel
import Testing

/// Effects on what is carried out, stored and listed; those on the line are in `LiveFaultTests`.
@Suite(.timeLimit(.minutes(10))) struct FaultEffectTests {
  @Test(arguments: ["drop", "reset"]) func nothingIsDoneUnlessItIsSaid(ending: String) async throws
  {
    let fixture = try FaultFixture(#"{"match":{"method":"POST"},"effect":{"\#(ending)":{}}}"#)
    #expect(await !fixture.send("POST", "/assistants", #"{"model":"m"}"#).isSent)
    #expect(await fixture.list().isEmpty)
  }

  @Test(arguments: [
    #""drop":{"commit":"now"}"#, #""reset":{"commit":"now"}"#, #""reset":{"in_body":true}"#,
    #""truncate":{}"#, #""answer":{"status":502,"commit":"now","body":"html"}"#,
  ])
  func theAnswerIsLostAndTheObjectIsThere(effect: String) async throws {
    let fixture = try FaultFixture(#"{"match":{"method":"POST"},"effect":{\#(effect)}}"#)
    let answer = await fixture.send("POST", "/assistants", #"{"model":"m"}"#)
    #expect(answer.status == 502 || answer.delivery != .whole)
    #expect(await fixture.list().count == 1)
  }

  @Test func aLateCommitComesAfterTheAnswer() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST"},"effect":{"answer":{"status":500,"commit":"2s"}}}"#)
    #expect(await fixture.send("POST", "/assistants", #"{"model":"m"}"#).status == 500)
    #expect(await fixture.list().isEmpty)
    fixture.gate.open()
    await fixture.emulator.settled()
    #expect(await fixture.list().count == 1)
  }

  @Test func aCommitWaitsToBeReleased() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST"},"effect":{"drop":{"commit":"released"}}}"#)
    await fixture.send("POST", "/assistants", #"{"model":"m","name":"first"}"#)
    await fixture.send("POST", "/assistants", #"{"model":"m","name":"second"}"#)
    #expect(await fixture.list().isEmpty)
    #expect(
      await fixture.control("POST", "faults/release") == ["committed": 2, "released": 0])
    #expect(await fixture.list("name") == ["first", "second"])
    #expect(await fixture.control("POST", "faults/release")["committed"] == 0)
  }

  @Test func listsLagBehindACreate() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST","nth":2},"effect":{"list_lag":{"lists":2}}}"#)
    let first = await fixture.create()
    let second = await fixture.create()
    let third = await fixture.create()
    #expect(await fixture.send("GET", "/assistants/\(second)").status == 200)
    #expect(await fixture.list() == [first, third])
    #expect(await fixture.list() == [first, third])
    #expect(await fixture.list() == [first, second, third])
  }

  @Test func listsLagBehindUpdates() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST","path":"/assistants/*"},"effect":{"list_lag":{"lists":1}}}"#)
    let id = await fixture.create(#"{"model":"m","name":"a"}"#)
    await fixture.send("POST", "/assistants/\(id)", #"{"name":"b"}"#)
    await fixture.send("POST", "/assistants/\(id)", #"{"name":"c"}"#)
    #expect(await fixture.send("GET", "/assistants/\(id)").json?["name"] == "c")
    #expect(await fixture.list("name") == ["a"])
    #expect(await fixture.list("name") == ["c"])
  }

  @Test func listsLagBehindADelete() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"DELETE"},"effect":{"list_lag":{"for":"5s"}}}"#)
    var ids: [String] = []
    for _ in 0..<4 { ids.append(await fixture.create()) }
    await fixture.send("DELETE", "/assistants/\(ids[1])")
    await fixture.send("DELETE", "/assistants/\(ids[3])")
    #expect(await fixture.send("GET", "/assistants/\(ids[1])").status == 404)
    #expect(await fixture.list() == ids)
    #expect(await fixture.list(query: "order=asc&limit=2&after=\(ids[1])") == [ids[2], ids[3]])
    fixture.gate.open()
    await fixture.emulator.settled()
    #expect(await fixture.list() == [ids[0], ids[2]])
  }

  @Test func deletingTheFaultsEndsTheirLags() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST"},"effect":{"list_lag":{"lists":9}}}"#)
    let id = await fixture.create()
    #expect(await fixture.list().isEmpty)
    await fixture.control("DELETE", "faults")
    #expect(await fixture.list() == [id])
  }

  @Test(arguments: [
    ("repeat", "asc", [1, 2], [2, 3]), ("skip", "asc", [1, 2], [4, 5]),
    ("repeat", "desc", [5, 4], [4, 3]), ("skip", "desc", [5, 4], [2, 1]),
  ])
  func pagesShift(shift: String, order: String, first: [Int], second: [Int]) async throws {
    let fixture = try FaultFixture(
      #"{"match":{"query":"after="},"effect":{"page_shift":"\#(shift)"}}"#)
    for number in 1...5 { _ = await fixture.create(#"{"model":"m","name":"\#(number)"}"#) }
    let query = "limit=2&order=\(order)"
    #expect(await fixture.list("name", query: query) == first.map { "\($0)" })
    let cursor = await fixture.list("id", query: query).last ?? ""
    #expect(
      await fixture.list("name", query: "\(query)&after=\(cursor)") == second.map { "\($0)" })
  }

  @Test func somebodyElseCreatesAndDeletesBetweenPages() async throws {
    let fixture = try FaultFixture(
      #"{"match":{"query":"after=","nth":1},"effect":{"page_shift":"insert"}},"#
        + #"{"match":{"query":"after=","nth":2},"effect":{"page_shift":"delete"}}"#)
    let ids = [await fixture.create(), await fixture.create()]
    let rest = await fixture.list("name", query: "order=asc&after=\(ids[0])")
    #expect(rest == ["-", "Created between two pages"])
    let gone = await fixture.send("GET", "/assistants", query: "order=asc&after=\(ids[0])")
    #expect(gone.status == 404)
    #expect(await fixture.list().first == ids[1])
  }

  @Test(arguments: [
    (#""drop""#, "{}", "{}"),
    (#""replace""#, #"{"a":"one","b":"two"}"#, #"{"a":"uno"}"#),
    (#"{"longest":2}"#, #"{"a":"on","b":"tw"}"#, #"{"a":"un","b":"tw"}"#),
  ])
  func metadataIsNotKeptAsSent(quirk: String, created: String, updated: String) async throws {
    let fixture = try FaultFixture(
      #"{"match":{"method":"POST"},"effect":{"metadata":\#(quirk)}}"#)
    let answer = await fixture.send(
      "POST", "/assistants", #"{"model":"m","metadata":{"a":"one","b":"two"}}"#)
    #expect(answer.json?["metadata"].map { JSONWriter.string($0) } == created)
    let path = "/assistants/\(answer.json?["id"]?.string ?? "")"
    await fixture.send("POST", path, #"{"metadata":{"a":"uno"}}"#)
    let after = await fixture.send("GET", path).json
    #expect(after?["metadata"].map { JSONWriter.string($0) } == updated)
    // What is not sent is left alone whatever the quirk, but for what was cut.
    await fixture.send("POST", path, #"{"name":"n"}"#)
    let untouched = await fixture.send("GET", path).json
    #expect(untouched?["metadata"] == after?["metadata"])
  }

  @Test func aSlowAnswerTellsOfWhatIsDone() async throws {
    let fixture = try FaultFixture(#"{"match":{"method":"POST"},"effect":{"delay":"1s"}}"#)
    async let answer = fixture.send("POST", "/assistants", #"{"model":"m"}"#)
    await fixture.gate.reached()
    #expect(await fixture.list().count == 1)
    fixture.gate.open()
    #expect(await answer.status == 200)
  }
}
