import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// Promise 8: cost is stated in requests, and they are the fewest that the API allows.
@Suite(.inTurn) struct RequestCountTests {
  @Test func aThousandAssistantsCostElevenRequestsToPlan() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["many.yaml": Self.assistants(1_000)], baseURL: emulator.baseURL)
    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes", "--quiet").status == 0)
    let creates = try await emulator.requests().filter { $0 == "POST /v1/assistants" }
    #expect(creates.count == 1_000)

    try await emulator.resetRequests()
    try await expectEmptyPlan(workspace)
    let requests = try await emulator.requests()
    #expect(requests.filter { $0 == "GET /v1/assistants" }.count == 10)
    #expect(requests.filter { $0 == "GET /v1/vector_stores" }.count == 1)
    #expect(requests.count == 11)
    await emulator.stop()
  }

  /// A small project in a large account: after an apply has seen how long the lists are.
  @Test func twoAssistantsAmongHundredsAreAskedForByID() async throws {
    let emulator = try EmulatorProcess()
    let others = try Workspace(["many.yaml": Self.assistants(201)], baseURL: emulator.baseURL)
    #expect(try await others.asst("apply", "--yes", "--quiet").status == 0)
    let workspace = try Workspace(
      ["two.yaml": Self.assistants(2)], manifest: "", baseURL: emulator.baseURL)
    try workspace.edit("asst.yaml", "project: test", "project: small")
    #expect(try await workspace.asst("apply", "--yes", "--quiet").status == 0)
    try await emulator.resetRequests()
    try await expectEmptyPlan(workspace)
    let requests = try await emulator.requests()
    #expect(requests.count { $0.hasPrefix("GET /v1/assistants/asst_") } == 2, "\(requests)")
    #expect(requests.count { $0.hasPrefix("GET /v1/vector_stores") } == 1)
    #expect(requests.count == 3)
    // Asked for the lists, it reads three pages of them.
    try await emulator.resetRequests()
    #expect(try await workspace.asst("plan", "--refresh", "list").status == 0)
    #expect(try await emulator.requests().count { $0 == "GET /v1/assistants" } == 3)
    await emulator.stop()
  }

  @Test func oneChangedFieldIsOneWrite() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["many.yaml": Self.assistants(3)], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.edit("many.yaml", "Assistant 2", "Assistant two")
    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let writes = try await emulator.requests().filter { !$0.hasPrefix("GET") }
    #expect(writes.count == 1)
    await emulator.stop()
  }

  private static func assistants(_ count: Int) -> String {
    let entries = (1...count).map {
      "  a\($0): { name: Assistant \($0), model: gpt-4o, instructions: Prompt \($0) }"
    }
    return "assistants:\n" + entries.joined(separator: "\n") + "\n"
  }
}
