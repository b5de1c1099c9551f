import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// Adopting what was made by other means: the YAML, the marker, the lock file, and an empty plan.
@Suite(.inTurn) struct ImportTests {
  private static let prompt = """
    You help customers of the shop.

    ## Rules

    - Use get_order_status when somebody asks: "where is my order?"
    - Braces such as {{name}} and ${HOME} are just text.
    """

  private static let orderStatus: JSONValue = [
    "type": "function",
    "function": [
      "name": "get_order_status",
      "description": "Get the status of an order: open, sent, or delivered",
      "parameters": [
        "type": "object",
        "properties": [
          "order_id": ["type": "string", "description": "The order's number, such as 4711"],
          "detail": ["type": "string", "enum": ["yes", "no", "1.0"]],
        ],
        "required": ["order_id"],
      ],
      "strict": false,
    ],
  ]

  private static func support(stores: JSONValue = []) -> JSONValue {
    [
      "name": "Support: the \"first\" line", "description": "yes", "model": "gpt-4o",
      "instructions": .string(prompt),
      "tools": [
        orderStatus, ["type": "code_interpreter"],
        ["type": "file_search", "file_search": ["max_num_results": 8]],
      ],
      "tool_resources": ["file_search": ["vector_store_ids": stores]],
      "temperature": 0, "top_p": .number(JSONNumber(validated: "0.25")),
      "response_format": "auto", "metadata": ["team": "support", "since": "2023"],
    ]
  }

  @Test func anAssistantBecomesYAMLAndThePlanIsEmpty() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(.post, "/assistants", Self.support())
    let id = try #require(made["id"]?.string)
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    try await emulator.resetRequests()
    let result = try await workspace.asst("import", "assistants.support", id)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try await emulator.requests() == ["GET /v1/assistants/\(id)", "POST /v1/assistants/\(id)"])
    #expect(result.output.isEmpty)
    for line in [
      "  + assistants/support.yaml\n", "  + assistants/prompts/support.md\n",
      "  + assistants/tools/get_order_status.yaml\n", "assistants.support is \(id) now",
      "asst plan",
    ] {
      #expect(result.errors.contains(line), "\(result.errors)")
    }
    #expect(
      try workspace.read("support.yaml") == """
        assistants:
          support:
            name: 'Support: the "first" line'
            description: "yes"
            model: gpt-4o
            instructions: { file: prompts/support.md }
            tools:
              - function: { file: tools/get_order_status.yaml }
              - type: code_interpreter
              - type: file_search
                max_num_results: 8
            temperature: 0.0
            top_p: 0.25
            metadata: { since: "2023", team: support }

        """)
    #expect(try workspace.read("prompts/support.md") == Self.prompt + "\n")
    #expect(
      try workspace.read("tools/get_order_status.yaml") == """
        name: get_order_status
        description: "Get the status of an order: open, sent, or delivered"
        parameters:
          type: object
          properties:
            order_id: { type: string, description: "The order's number, such as 4711" }
            detail: { type: string, enum: ["yes", "no", "1.0"] }
          required: [order_id]

        """)
    try await expectEmptyPlan(workspace)
    #expect(try await workspace.asst("fmt", "--check").status == 0)

    // Nothing but the marker was written, and the next apply writes nothing at all.
    let after = try await emulator.call(.get, "/assistants/\(id)")
    var (before, now) = (made.object ?? [:], after.object ?? [:])
    let marker = now["metadata"]?["asst"]?.string ?? ""
    #expect(marker.hasPrefix("asst1:test/local:assistants.support:"))
    before["metadata"] = nil
    now["metadata"] = nil
    #expect(before == now)
    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(try await emulator.requests().allSatisfy { $0.hasPrefix("GET") })
    let lock = try workspace.read("asst.local.lock.json")
    #expect(lock.contains(id))

    // The marker alone tells the same, and so does a change of the YAML.
    try workspace.remove("asst.local.lock.json")
    try await expectEmptyPlan(workspace)
    try workspace.edit("support.yaml", "temperature: 0.0", "temperature: 0.5")
    let plan = try JSONParser.parse(try await workspace.asst("plan", "--format", "json").output)
    let change = try #require(plan["resource_changes"]?.array?.first)
    #expect(change["drift"]?.bool == false)
    #expect(change["attributes"]?.array?.count == 1)
    #expect(change["attributes"]?.array?.first?["cause"]?.string == "changed")
    await emulator.stop()
  }

  /// Killed while it writes its files, the same command goes on: no file refers to one that is missing.
  @Test(arguments: ["file.write.before:1", "file.rename.after:1", "file.rename.before:3"])
  func anInterruptedImportGoesOn(point: String) async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(.post, "/assistants", Self.support())
    let id = try #require(made["id"]?.string)
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    let killed = try await workspace.asst(
      "import", "assistants.support", id, adding: ["ASST_CRASH_AT": point])
    #expect(killed.status == SIGKILL, "\(killed.errors)")
    #expect(!workspace.exists("support.yaml"))
    let again = try await workspace.asst("import", "assistants.support", id)
    #expect(again.status == 0, "\(again.errors)")
    try await expectEmptyPlan(workspace)
    let folder = workspace.folder.appending(path: "assistants")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasSuffix(".tmp") }, "\(names)")
    await emulator.stop()
  }

  @Test func storesAreBoundByKeyWhereTheyAreManaged() async throws {
    let emulator = try EmulatorProcess()
    let manuals = try #require(
      try await emulator.call(
        .post, "/vector_stores",
        ["name": "Manuals", "expires_after": ["anchor": "last_active_at", "days": 30]])["id"]?
        .string)
    let foreign = try #require(
      try await emulator.call(.post, "/vector_stores", ["name": "Theirs"])["id"]?.string)
    let mine = try await emulator.call(
      .post, "/assistants", Self.support(stores: [.string(manuals)]))
    let other = try await emulator.call(
      .post, "/assistants", Self.support(stores: [.string(foreign)]))
    let workspace = try Workspace([:], baseURL: emulator.baseURL)

    let store = try await workspace.asst("import", "vector_stores.manuals", manuals)
    #expect(store.status == 0, "\(store.errors)")
    #expect(store.errors.contains("warning[ASST370]"))
    #expect(
      try workspace.read("manuals.yaml") == """
        vector_stores:
          manuals:
            name: Manuals
            expires_after: { days: 30 }

        """)
    let first = try await workspace.asst("import", "assistants.mine", mine["id"]?.string ?? "")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try workspace.read("mine.yaml").contains("vector_stores: [manuals]"))
    // The function is the same, so that both assistants share its file.
    try await emulator.resetRequests()
    let second = try await workspace.asst("import", "assistants.other", other["id"]?.string ?? "")
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.contains("= assistants/tools/get_order_status.yaml"))
    #expect(try workspace.read("other.yaml").contains("          - id: \(foreign)\n"))
    #expect(try await emulator.requests().count == 3)
    try await expectEmptyPlan(workspace)
    #expect(try await workspace.asst("fmt", "--check").status == 0)
    await emulator.stop()
  }

  @Test func hostileTextsSurvive() async throws {
    let emulator = try EmulatorProcess()
    let texts = [
      "a\u{1B}[31m\u{202E}b\u{0}", "\u{FEFF}---\n# x: \"y\"\n\t- ${var.x} $${z} {{w}}\n", "null",
      " lead\n\n\ntail \n", "line\u{2028}line\u{85}line", "a\r\nb\rc", "0x1F", "*&!|>%@`", "'\"\\",
    ]
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    for (index, text) in texts.enumerated() {
      let value = JSONValue.string(text)
      let made = try await emulator.call(
        .post, "/assistants",
        [
          "name": value, "description": value, "model": "gpt-4o", "instructions": value,
          "tools": [
            [
              "type": "function",
              "function": [
                "name": .string("f\(index)"), "description": value,
                "parameters": [
                  "type": "object",
                  "properties": [text: ["type": "string", "description": value, "const": value]],
                ],
              ],
            ]
          ],
          "metadata": .object([String(text.prefix(20)): value]),
        ])
      let id = try #require(made["id"]?.string, "\(made)")
      let result = try await workspace.asst("import", "assistants.a\(index)", id)
      #expect(result.status == 0, "\(text.debugDescription)\n\(result.errors)")
      #expect(!result.errors.contains("\u{1B}"))
    }
    try await expectEmptyPlan(workspace)
    #expect(try await workspace.asst("fmt", "--check").status == 0)
    // Nothing was sent but markers: an apply that changed a byte would show it here.
    for (index, object) in try await emulator.objects("assistants").enumerated() {
      #expect(object["name"]?.string?.utf8.elementsEqual(texts[index].utf8) == true)
    }
    await emulator.stop()
  }

  @Test func whatIsDeclaredGetsTheObjectAndNoYAML() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(.post, "/assistants", Self.support())
    let id = try #require(made["id"]?.string)
    let yaml = "assistants:\n  support: { model: gpt-4o, name: Ours, temperature: 0 }\n"
    let workspace = try Workspace(
      ["a.yaml": yaml], manifest: "outputs: { ID: assistants.support.id }",
      baseURL: emulator.baseURL)
    let result = try await workspace.asst("import", "assistants.support", id)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("no YAML was written"))
    #expect(result.errors.contains("otherwise of name;"))
    #expect(!workspace.exists("support.yaml"))
    #expect(try await workspace.asst("output", "ID").output == id + "\n")
    let plan = try JSONParser.parse(try await workspace.asst("plan", "--format", "json").output)
    let change = try #require(plan["resource_changes"]?.array?.first)
    #expect(change["change"]?["actions"] == ["update"])
    #expect(change["drift"]?.bool == false)
    #expect(change["attributes"]?.array?.count == 1)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let after = try await emulator.call(.get, "/assistants/\(id)")
    #expect(after["name"] == "Ours")
    #expect(after["instructions"] == made["instructions"])
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func nothingIsOverwritten() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(.post, "/assistants", Self.support())
    let id = try #require(made["id"]?.string)
    let workspace = try Workspace(
      [
        "prompts/support.md": "Mine.\n", "prompts/assistants-support.md": "Mine too.\n",
        "tools/get_order_status.yaml": "name: another\n", "support.yaml": "x-mine: 1\n",
      ], baseURL: emulator.baseURL)
    let refused = try await workspace.asst("import", "assistants.support", id)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("ASST369"))
    #expect(refused.errors.contains("prompts/support.md"))
    #expect(!workspace.exists("assistants-support.yaml"))
    #expect(!workspace.exists("tools/support-get_order_status.yaml"))
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect(try await emulator.call(.get, "/assistants/\(id)") == made)

    try workspace.remove("prompts/assistants-support.md")
    let result = try await workspace.asst("import", "assistants.support", id)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try workspace.read("prompts/support.md") == "Mine.\n")
    #expect(try workspace.read("support.yaml") == "x-mine: 1\n")
    #expect(
      try workspace.read("assistants-support.yaml").contains("tools/support-get_order_status.yaml"))
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func errorsInWhatWasWrittenAreToldAndTheSameCommandGoesOn() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(
      .post, "/assistants",
      [
        "model": "gpt-4o",
        "tools": [
          [
            "type": "function",
            "function": ["name": "f", "parameters": ["type": "object", "required": "x"]],
          ]
        ],
      ])
    let id = try #require(made["id"]?.string, "\(made)")
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    let result = try await workspace.asst("import", "assistants.a", id)
    #expect(result.status == 1)
    #expect(result.errors.contains("ASST372"), "\(result.errors)")
    #expect(result.errors.contains("tools/f.yaml:"))
    #expect(workspace.exists("a.yaml"))
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect(try await emulator.call(.get, "/assistants/\(id)") == made)

    try workspace.edit("tools/f.yaml", "required: x", "required: []")
    let again = try await workspace.asst("import", "assistants.a", id)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.errors.contains("otherwise of tools;"))
    await emulator.stop()
  }

  /// Nothing is taken back from others, and nothing half-written is left.
  @Test func aFolderThatCannotBeWrittenToLeavesNothing() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(.post, "/assistants", Self.support())
    let id = try #require(made["id"]?.string)
    // A file where the folder of prompts would be: the second file cannot be written.
    let workspace = try Workspace(["prompts": "a file\n"], baseURL: emulator.baseURL)
    let result = try await workspace.asst("import", "assistants.support", id)
    #expect(result.status == 1)
    #expect(result.errors.contains("ASST311"), "\(result.errors)")
    #expect(!workspace.exists("support.yaml"))
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect(try workspace.read("prompts") == "a file\n")
    #expect(try await emulator.call(.get, "/assistants/\(id)") == made)
    await emulator.stop()
  }

  @Test func editorsGetTheirModelineAndMessagesTheirCommand() async throws {
    let emulator = try EmulatorProcess()
    let made = try await emulator.call(
      .post, "/assistants", ["model": "gpt-4o", "name": "Support"])
    let id = try #require(made["id"]?.string)
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  mine: { name: Support, model: gpt-4o }\n"],
      baseURL: emulator.baseURL)
    #expect(try await workspace.asst("schema", "--write").status == 0)
    let plan = try await workspace.asst("plan")
    #expect(plan.errors.contains("`asst import assistants.mine \(id)`"), "\(plan.errors)")
    let result = try await workspace.asst("import", "assistants.theirs", id, "--target", "local")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("asst plan --target local"))
    let text = try workspace.read("theirs.yaml")
    #expect(text.hasPrefix("# yaml-language-server: $schema=.schemas/"))
    #expect(try await workspace.asst("fmt", "--check").status == 0)
    await emulator.stop()
  }
}
