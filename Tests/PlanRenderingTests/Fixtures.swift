import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel

/// Plans and texts that several tests look at.
enum Fixtures {
  static func plan(
    _ changes: [ResourceChange], kept: [KeptResource] = [],
    outputs: OrderedDictionary<String, Address> = [:]
  ) -> Plan {
    Plan(
      project: "acme-shop", target: "production",
      origin: Origin(baseURL: "https://assistants.example.org/v1", organization: nil),
      changes: changes, kept: kept, outputs: outputs)
  }

  static func markdown(
    _ plan: Plan, problems: [Diagnostic] = [],
    options: PlanRenderingOptions = PlanRenderingOptions(), size: Int? = nil
  ) -> String {
    var markdown = MarkdownOptions(command: ["asst plan", "--target production"])
    markdown.size = size ?? markdown.size
    return MarkdownPlanRenderer.render(
      plan, problems: problems, options: options, markdown: markdown)
  }

  static func assistant(_ key: String) -> Address { Address(collection: "assistants", key: key) }
  static func store(_ key: String) -> Address { Address(collection: "vector_stores", key: key) }

  static func place(_ path: String, _ line: Int, _ column: Int = 5) -> Diagnostics.SourceLocation {
    Diagnostics.SourceLocation(path: path, line: line, column: column)
  }

  static func update(
    _ key: String, id: String = "asst_5Rk2vS8dq",
    reason: ResourceChange.Reason = .configurationChanged,
    _ attributes: [AttributeChange]
  ) -> ResourceChange {
    ResourceChange(
      address: assistant(key), kind: ResourceKind("assistant"), action: .update, reason: reason,
      id: id, attributes: attributes, source: place("assistants/\(key).yaml", 2, 3))
  }

  static func attribute(
    _ name: String, _ before: JSONValue?, _ after: JSONValue,
    cause: AttributeChange.Cause = .changed, line: Int = 5, text: String? = nil
  ) -> AttributeChange {
    AttributeChange(
      path: ResourceSchema.assistant.path(named: name) ?? AttributePath(name), before: before,
      after: .value(after), cause: cause, source: place("assistants/sales.yaml", line),
      textOrigin: text.map { TextOrigin(place($0, 1, 1)) })
  }

  static func prompt(
    _ before: String, _ after: String, cause: AttributeChange.Cause = .changed
  ) -> AttributeChange {
    attribute(
      "instructions", .string(before), .string(after), cause: cause, line: 4,
      text: "assistants/prompts/sales.md")
  }

  /// A prompt of 164 lines in Markdown, with a heading every 20 lines.
  static func longPrompt(refundDays: Int) -> String {
    (1...164).map { line in
      switch line {
      case 41: "## Refunds"
      case 45: "Refunds take \(refundDays) days, counted from the day on which the parcel arrives."
      case _ where line % 20 == 1: "## Part \(line / 20 + 1)"
      default: "\(line). Answer the customer's question number \(line) with care."
      }
    }.joined(separator: "\n")
  }

  static func search(price: JSONValue, required: JSONValue) -> JSONValue {
    [
      "type": "function",
      "function": [
        "name": "search_products",
        "description": "Search the product catalog for items matching a query",
        "parameters": [
          "type": "object",
          "properties": [
            "query": ["type": "string", "description": "Search query"],
            "category": ["type": "string"],
            "max_price": ["type": "number", "description": price],
          ],
          "required": required,
        ],
      ],
    ]
  }

  static func function(_ name: String, _ description: String = "Does it.") -> JSONValue {
    [
      "type": "function",
      "function": [
        "name": .string(name), "description": .string(description),
        "parameters": ["type": "object", "properties": ["id": ["type": "string"]]],
      ],
    ]
  }
}
