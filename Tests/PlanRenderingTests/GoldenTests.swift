import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import Testing

/// Whole plans, as people and programs read them.
@Suite struct GoldenTests {
  private static let tools: JSONValue = [
    Fixtures.function("get_order_status"),
    Fixtures.search(price: "Maximum price", required: ["query"]),
    ["type": "code_interpreter"],
    ["type": "file_search", "max_num_results": 8],
  ]

  private static func creation() -> [ResourceChange] {
    var store = ResourceChange(
      address: Fixtures.store("product_manuals"), kind: ResourceKind("vector_store"),
      action: .create, reason: .declared, source: Fixtures.place("assistants/support.yaml", 31, 3))
    store.attributes = [
      Fixtures.attribute("name", nil, "Product manuals and policies"),
      Fixtures.attribute("expires_after", nil, ["days": 30]),
    ]
    var support = ResourceChange(
      address: Fixtures.assistant("support"), kind: ResourceKind("assistant"), action: .create,
      reason: .declared, source: Fixtures.place("assistants/support.yaml", 2, 3))
    let prompt = (1...24).map { "Line \($0) of the prompt." }.joined(separator: "\n")
    support.attributes = [
      Fixtures.attribute("name", nil, "Customer Support Assistant"),
      Fixtures.attribute("model", nil, "gpt-4-turbo-preview"),
      Fixtures.attribute(
        "instructions", nil, .string(prompt), text: "assistants/prompts/support.md"),
      Fixtures.attribute("tools", nil, tools),
      AttributeChange(
        path: AttributePath("file_search.vector_stores"), before: nil,
        after: .references([
          PlannedReference(address: Fixtures.store("product_manuals"), id: nil)
        ]), cause: .changed),
      Fixtures.attribute("temperature", nil, .number(JSONNumber(validated: "0.2"))),
      Fixtures.attribute("metadata.team", nil, "support"),
    ]
    return [store, support]
  }

  @Test func creating() throws {
    let outputs: OrderedDictionary = ["OPENAI_ASSISTANT_ID": Fixtures.assistant("support")]
    try Golden.check("create", Fixtures.plan(Self.creation(), outputs: outputs))
  }

  @Test func creatingInFull() throws {
    try Golden.check(
      "create-full", Fixtures.plan(Self.creation()),
      options: PlanRenderingOptions(showsFullText: true, width: 80))
  }

  @Test func driftAndConflict() throws {
    var drifted = Fixtures.update(
      "sales", reason: .changedOutside,
      [
        Fixtures.prompt(
          "# Sales\n\nSell more.\nNever refund anything.\n\nBe kind.",
          "# Sales\n\nSell more.\nRefund within 7 days.\n\nBe kind.", cause: .drift),
        Fixtures.attribute("temperature", 1, 0, cause: .drift, line: 9),
      ])
    drifted.notes = [
      AttributeNote(path: AttributePath("top_p"), observed: .number(JSONNumber(validated: "0.7")))
    ]
    let both = Fixtures.update(
      "support", id: "asst_8sQ1mN4tz",
      [
        Fixtures.attribute("name", "Bob", "Support", cause: .conflict, line: 3),
        Fixtures.attribute("description", "Helps.", .null, cause: .reset),
        Fixtures.attribute("model", "gpt-4o", "gpt-4-turbo-preview", line: 4),
      ])
    var held = Fixtures.update("research", id: "asst_2bX7pK9wc", reason: .inPlace, [])
    held.action = .noOp
    held.held = [
      Fixtures.attribute("temperature", 1, 0, cause: .drift, line: 6),
      Fixtures.prompt("One.\nTwo.", "One.\nThree.", cause: .drift),
    ]
    var again = Self.creation()[0]
    again.reason = .deletedOutside
    let expired = ResourceChange(
      address: Fixtures.store("catalogue"), kind: ResourceKind("vector_store"), action: .replace,
      reason: .expired, id: "vs_7", source: Fixtures.place("assistants/support.yaml", 40, 3))
    try Golden.check("drift", Fixtures.plan([again, expired, drifted, both, held]))
  }

  @Test func theOtherActions() throws {
    var replaced = ResourceChange(
      address: Fixtures.store("manuals"), kind: ResourceKind("vector_store"), action: .replace,
      reason: .requested, id: "vs_1", source: Fixtures.place("assistants/support.yaml", 31, 3))
    replaced.attributes = [
      Fixtures.attribute("name", "Manuals", "Manuals"),
      Fixtures.attribute("description", "Old manuals", "New manuals", line: 33),
    ]
    var bound = Fixtures.update("sales", [])
    bound.attributes = [
      AttributeChange(
        path: AttributePath("file_search.vector_stores"), before: ["vs_1"],
        after: .references([PlannedReference(address: Fixtures.store("manuals"), id: nil)]),
        cause: .changed, source: Fixtures.place("assistants/sales.yaml", 12))
    ]
    var deleted = ResourceChange(
      address: Fixtures.assistant("old"), kind: ResourceKind("assistant"), action: .delete,
      reason: .notDeclared, id: "asst_old")
    deleted.attributes = [
      AttributeChange(
        path: AttributePath("name"), before: "Old one", after: .value(.null), cause: .changed),
      AttributeChange(
        path: AttributePath("model"), before: "gpt-4o", after: .value(.null), cause: .changed),
      AttributeChange(
        path: AttributePath("instructions"), before: "Be\nold.", after: .value(.null),
        cause: .changed),
    ]
    var adopted = Fixtures.update("found", id: "asst_found", reason: .markerMissing, [])
    adopted.action = .adopt
    var moved = Fixtures.update("moved", id: "asst_moved", reason: .markerMoved, [])
    moved.previousAddress = Fixtures.assistant("earlier")
    var renamed = Fixtures.update("renamed", id: "asst_renamed", reason: .markerMoved, [])
    renamed.previousPlace = "acme/staging"
    let removed = ResourceChange(
      address: Fixtures.assistant("given_away"), kind: ResourceKind("assistant"), action: .forget,
      reason: .removed, id: "asst_given", source: Fixtures.place("assistants/asst.yaml", 9))
    let gone = ResourceChange(
      address: Fixtures.assistant("gone"), kind: ResourceKind("assistant"), action: .forget,
      reason: .goneAlready, id: "asst_gone")
    let kept = [
      KeptResource(address: Fixtures.assistant("spare"), id: "asst_spare", isRecorded: true),
      KeptResource(address: Fixtures.assistant("stray"), id: "asst_stray", isRecorded: false),
    ]
    try Golden.check(
      "actions",
      Fixtures.plan(
        [replaced, bound, adopted, moved, renamed, deleted, removed, gone], kept: kept,
        outputs: [
          "VECTOR_STORE_ID": Fixtures.store("manuals"), "ASSISTANT_ID": Fixtures.assistant("sales"),
        ]))
  }

  @Test func nothingToDo() throws {
    var quiet = Fixtures.update("sales", reason: .inPlace, [])
    quiet.action = .noOp
    var noted = Fixtures.update("support", id: "asst_8sQ1mN4tz", reason: .inPlace, [])
    noted.action = .noOp
    noted.notes = [AttributeNote(path: AttributePath("description"), observed: "Somebody's words")]
    try Golden.check("no-changes", Fixtures.plan([quiet]))
    try Golden.check("only-notes", Fixtures.plan([quiet, noted]))
  }

  /// What nobody declared is named where it has no room, and whole where whole texts are shown.
  @Test func longNotes() throws {
    var noted = Fixtures.update("support", id: "asst_8sQ1mN4tz", reason: .inPlace, [])
    noted.action = .noOp
    let prompt =
      "# Tone\n\nBe kind\u{200B}, and never say that you are kind; show it instead.  \nEnd."
    noted.notes = [
      AttributeNote(path: AttributePath("instructions"), observed: .string(prompt)),
      AttributeNote(path: AttributePath("tools"), observed: Self.tools),
      AttributeNote(
        path: AttributePath("response_format"),
        observed: [
          "type": "json_schema",
          "json_schema": ["name": "answer", "schema": ["type": "object"], "strict": true],
        ]),
    ]
    let plan = Fixtures.plan([noted])
    try Golden.check("long-notes", plan)
    try Golden.check(
      "long-notes-full", plan, options: PlanRenderingOptions(showsFullText: true, width: 80))
  }

  @Test func whiteSpaceIsVisible() throws {
    let old = """
      # Style
      Be brief.
      Use tables.

      ```
      # not a heading
      code
      ```

      Sign as the team.
      Line eleven.
      Line twelve.
      Line thirteen.
      Line fourteen.
      Line fifteen.
      Line sixteen.
      Line seventeen.
      ## End
      Thank\u{A0}you.
      \tIndented.
      Good bye.
      """
    let new = old.replacing("Be brief.", with: "Be brief.  ")
      .replacing("Sign as", with: "Always sign as").replacing("\u{A0}", with: " ")
      .replacing("\tIndented", with: "  Indented").replacing("Good bye.", with: "Good bye.\r\n\n")
    try Golden.check(
      "whitespace", Fixtures.plan([Fixtures.update("sales", [Fixtures.prompt(old, new)])]))
  }

  @Test func toolsAndSchemas() throws {
    let old: JSONValue = [
      Fixtures.function("a"), Fixtures.function("b"), Fixtures.function("c"),
      ["type": "file_search", "max_num_results": 8], Fixtures.function("gone"),
    ]
    let new: JSONValue = [
      Fixtures.function(
        "b",
        "Looks up an order and tells where it is, when it comes, and what to do when it is late."),
      Fixtures.function("a"), Fixtures.function("c"),
      ["type": "file_search", "max_num_results": 12],
      Fixtures.search(price: "Maximum", required: ["query"]), ["type": "code_interpreter"],
    ]
    let format: (JSONValue, JSONValue) -> JSONValue = { properties, enumeration in
      [
        "type": "json_schema",
        "json_schema": [
          "name": "answer",
          "schema": [
            "type": "object",
            "properties": properties,
            "x": ["enum": enumeration],
          ],
        ],
      ]
    }
    let changes = [
      Fixtures.attribute(
        "description",
        "Sells what the shop has, and never what it has not, to whoever comes and asks for it.",
        "Sells what the shop has, and never what it lacks, to whoever comes and asks for it."),
      Fixtures.attribute("tools", old, new, line: 7),
      Fixtures.attribute(
        "response_format",
        format(["text": ["type": "string"], "a.b": 1], ["one", "two"]),
        format(
          [
            "text": ["type": "string"],
            "order": [
              "type": "object", "description": "The order that was asked about",
              "properties": ["id": ["type": "string"]],
            ],
          ], ["two", "three"]), line: 30),
    ]
    let reordered = Fixtures.update(
      "ordered", id: "asst_9",
      [
        Fixtures.attribute(
          "tools",
          [Fixtures.function("a")],
          [
            [
              "type": "function",
              "function": [
                "name": "a", "description": "Does it.",
                "parameters": ["properties": ["id": ["type": "string"]], "type": "object"],
              ],
            ]
          ], cause: .reordered),
        Fixtures.attribute("response_format", "auto", format(["a": 1], ["one"]), line: 30),
      ])
    try Golden.check(
      "tools", Fixtures.plan([Fixtures.update("sales", changes), reordered]))
  }

  /// Every verdict, beside the function and with its reasons.
  @Test func verdictsOnFunctions() throws {
    let function = { (name: String, parameters: JSONValue, required: JSONValue) -> JSONValue in
      [
        "type": "function",
        "function": [
          "name": .string(name), "description": .string("Does \(name)."),
          "parameters": ["type": "object", "properties": parameters, "required": required],
        ],
      ]
    }
    let order: JSONValue = ["type": "string", "description": "The order"]
    let state = { (values: JSONValue) -> JSONValue in ["type": "string", "enum": values] }
    let old: JSONValue = [
      function("get_order", ["id": order, "state": state(["open", "sent"])], ["id"]),
      function("cancel_order", ["id": order, "reason": ["type": "string"]], ["id", "reason"]),
      function("refund", ["amount": ["type": "number"], "id": order], ["amount", "id"]),
      function("track", ["id": order], ["id"]),
      function("greet", ["name": ["type": "string"]], []),
    ]
    let new: JSONValue = [
      function("track_parcel", ["id": order], ["id"]),
      function("get_order", ["id": order, "state": state(["open", "sent", "lost"])], ["id"]),
      function("cancel_order", ["id": order, "reason": ["type": "string"]], ["id"]),
      function(
        "refund",
        ["amount": ["type": "integer"], "id": order, "note": ["type": "string"]], ["amount", "id"]),
      function(
        "greet",
        [
          "name": ["type": "string", "description": "A \u{1B}[31mname"], "tone": ["type": "string"],
        ],
        []),
    ]
    let plan = Fixtures.plan([
      Fixtures.update("sales", [Fixtures.attribute("tools", old, new, line: 7)])
    ])
    try Golden.check("functions", plan)
  }
}
