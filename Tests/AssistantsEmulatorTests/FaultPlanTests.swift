import AssistantsEmulator
import ResourceModel
import Testing

struct FaultPlanTests {
  @Test(arguments: [
    ("", "Line 1, byte 1: the text ends where a value was expected."),
    ("{\n  \"rules\": [],\n}", "Line 3, byte 1: a key in double quotes was expected."),
    ("[]", "Expected an object with 'rules', but got an array instead."),
    ("{}", "Missing required parameter: 'rules'."),
    (#"{"rules":[],"sed":1}"#, "Unknown parameter: 'sed'."),
    (#"{"rules":[{}]}"#, "Missing required parameter: 'rules[0].effect'."),
    (
      #"{"rules":[{"effect":{}}]}"#,
      "Invalid 'rules[0].effect': expected one effect; a rule of its own takes another."
    ),
    (
      #"{"rules":[{"effect":{"delay":"1s","hold":"after"}}]}"#,
      "Invalid 'rules[0].effect': expected one effect; a rule of its own takes another."
    ),
    (#"{"rules":[{"effect":{"drp":{}}}]}"#, "Unknown parameter: 'rules[0].effect.drp'."),
    (
      #"{"rules":[{"effect":{"drop":{"comit":"now"}}}]}"#,
      "Unknown parameter: 'rules[0].effect.drop.comit'."
    ),
    (
      #"{"rules":[{"effect":{"drop":{"commit":"soon"}}}]}"#,
      "In 'rules[0].effect.drop.commit': Invalid value: 'soon'. "
        + "Supported values are: 'never', 'now', 'released', '2s', '100ms'."
    ),
    (
      #"{"rules":[{"effect":{"reset":{"in_body":true,"commit":"now"}}}]}"#,
      "Unknown parameter: 'rules[0].effect.reset.commit'."
    ),
    (
      #"{"rules":[{"effect":{"reset":{"bytes":3}}}]}"#,
      "Unknown parameter: 'rules[0].effect.reset.bytes'."
    ),
    (
      #"{"rules":[{"effect":{"answer":{"status":200}}}]}"#,
      "Missing required parameter: 'rules[0].effect.answer.body'."
    ),
    (
      #"{"rules":[{"effect":{"delay":"5"}}]}"#,
      "Invalid 'rules[0].effect.delay': expected a length of time such as '100ms' or '1.5s'."
    ),
    (
      #"{"rules":[{"effect":{"list_lag":{"for":"1s","lists":2}}}]}"#,
      "Invalid 'rules[0].effect.list_lag': expected one of 'for' and 'lists'."
    ),
    (
      #"{"rules":[{"effect":{"metadata":"keep"}}]}"#,
      "In 'rules[0].effect.metadata': Invalid value: 'keep'. Supported values are: 'drop', 'replace'."
    ),
    (
      #"{"rules":[{"match":{"path":"assistants"},"effect":{"hold":"after"}}]}"#,
      "Invalid 'rules[0].match.path': "
        + "expected a path below /v1 such as '/assistants/*', with '**' at its end only."
    ),
    (
      #"{"rules":[{"match":{"nth":1,"times":2},"effect":{"hold":"after"}}]}"#,
      "Invalid 'rules[0].match.times': it says nothing beside 'nth', which is one request."
    ),
    (
      #"{"rules":[{"match":{"method":["GET","PUT"]},"effect":{"hold":"after"}}]}"#,
      "In 'rules[0].match.method[1]': Invalid value: 'PUT'. "
        + "Supported values are: 'GET', 'POST', 'DELETE'."
    ),
  ])
  func aMistakeNamesItsPlace(plan: String, message: String) {
    #expect(throws: FaultPlan.Mistake(message: message)) {
      try FaultPlan(json: Array(plan.utf8))
    }
  }

  /// Which of eight requests a match acts on, from 1.
  private func acting(_ match: String, seed: Int = 0) async throws -> [Int] {
    let fixture = try FaultFixture(
      #"{"match":{\#(match)},"effect":{"answer":{"status":503}}}"#, seed: seed)
    var acting: [Int] = []
    for number in 1...8 where await fixture.send("GET", "/models").status == 503 {
      acting.append(number)
    }
    return acting
  }

  @Test(arguments: [
    ("", [1, 2, 3, 4, 5, 6, 7, 8]),
    (#""nth":3"#, [3]),
    (#""from":6"#, [6, 7, 8]),
    (#""every":3"#, [1, 4, 7]),
    (#""from":2,"every":3,"times":2"#, [2, 5]),
    (#""times":4"#, [1, 2, 3, 4]),
    (#""probability":0"#, []),
    (#""method":"POST""#, []),
    (#""method":["POST","GET"],"nth":1"#, [1]),
    (#""path":"/models","nth":1"#, [1]),
    (#""path":"/*","nth":1"#, [1]),
    (#""path":"/models/**","nth":1"#, [1]),
    (#""path":"/models/*""#, []),
    (#""path":"/assistants""#, []),
    (#""query":"after=""#, []),
    (#""body":"x""#, []),
  ])
  func actsOnWhatMatches(match: String, expected: [Int]) async throws {
    #expect(try await acting(match) == expected)
  }

  @Test func chanceRepeatsWithItsSeed() async throws {
    let first = try await acting(#""probability":0.5"#, seed: 7)
    #expect(!first.isEmpty && first.count < 8)
    #expect(try await acting(#""probability":0.5"#, seed: 7) == first)
    var others: Set<[Int]> = []
    for seed in 1...8 { others.insert(try await acting(#""probability":0.5"#, seed: seed)) }
    #expect(others.count > 4)
  }

  @Test func aStormAndThenOneDrop() async throws {
    let fixture = try FaultFixture(
      #"{"name":"storm","match":{"times":2},"effect":{"answer":{"status":429,"retry_after":3}}},"#
        + #"{"name":"lost","match":{"times":1},"effect":{"drop":{}}}"#)
    let first = await fixture.send("GET", "/models")
    #expect(first.status == 429 && first.retryAfter == "3")
    #expect(await fixture.send("GET", "/models").status == 429)
    #expect(await fixture.send("GET", "/models").delivery == .dropped)
    #expect(await fixture.send("GET", "/models").status == 200)
    let log = await fixture.control("GET", "requests")["data"]?.array ?? []
    #expect(log.map { $0["faults"] } == [["storm"], ["storm"], ["lost"], []])
    #expect(log.map { $0["status"] } == [429, 429, .null, 200])
    let rules = await fixture.control("GET", "faults")["rules"]?.array ?? []
    #expect(rules.map { $0["matched"] } == [4, 4])
    #expect(rules.map { $0["acted"] } == [2, 1])
  }

  @Test func plansAreTakenWhileItRuns() async throws {
    let fixture = try FaultFixture()
    #expect(await fixture.send("GET", "/models").status == 200)
    await fixture.control("PUT", "faults", #"{"rules":[{"effect":{"answer":{"status":500}}}]}"#)
    #expect(await fixture.send("GET", "/models").status == 500)
    let refused = await fixture.control("PUT", "faults", #"{"rules":[{"effect":{"x":1}}]}"#)
    #expect(refused["error"]?["param"] == "rules[0].effect.x")
    // A plan that is refused leaves the old one at work.
    #expect(await fixture.send("GET", "/models").status == 500)
    await fixture.control("DELETE", "faults")
    #expect(await fixture.send("GET", "/models").status == 200)
  }
}
