import ResourceModel

/// An assistant as the server holds it. What was never set has the server's default.
struct Assistant: Sendable {
  let id: String
  let createdAt: Int
  var model: String
  var name: String?
  var description: String?
  var instructions: String?
  var tools: [Tool] = []
  var toolResources = ToolResources()
  var metadata = Metadata()
  var temperature = 1.0
  var topP = 1.0
  var responseFormat = ResponseFormat.auto
  var reasoningEffort: String?

  /// The members in the order of the real server's answers.
  var json: JSONValue {
    [
      "id": .string(id),
      "object": "assistant",
      "created_at": .integer(createdAt),
      "name": .nullable(name),
      "description": .nullable(description),
      "model": .string(model),
      "instructions": .nullable(instructions),
      "tools": .array(tools.map(\.json)),
      "top_p": .decimal(topP),
      "temperature": .decimal(temperature),
      "reasoning_effort": .nullable(reasoningEffort ?? defaultReasoningEffort),
      "tool_resources": toolResources.json(for: tools),
      "metadata": metadata.json,
      "response_format": responseFormat,
    ]
  }

  /// Models of the o series reason with medium effort unless told otherwise; others have none.
  private var defaultReasoningEffort: String? {
    var letters = model.makeIterator()
    guard letters.next() == "o", letters.next()?.isNumber == true else { return nil }
    return "medium"
  }
}
