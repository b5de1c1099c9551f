import OrderedCollections
import ResourceModel

/// A record is the body that would create the assistant, with its id and the time of its creation.
extension Assistant {
  var record: JSONValue {
    [
      "id": .string(id),
      "created_at": .integer(createdAt),
      "model": .string(model),
      "name": .nullable(name),
      "description": .nullable(description),
      "instructions": .nullable(instructions),
      "tools": .array(tools.map(\.json)),
      // Without tools only the lists that were set are shown.
      "tool_resources": toolResources.json(for: []),
      "metadata": metadata.json,
      "temperature": .decimal(temperature),
      "top_p": .decimal(topP),
      "response_format": responseFormat,
      "reasoning_effort": .nullable(reasoningEffort),
    ]
  }

  init(record: BodyReader) throws(APIError) {
    let blank = Assistant(
      id: try record.required("id") { (key) throws(APIError) in try record.string(key) },
      createdAt: try record.required("created_at") { (key) throws(APIError) in
        try record.integer(key, in: 0...Int.max)
      },
      model: "")
    var body = record.members
    body.removeValue(forKey: "id")
    body.removeValue(forKey: "created_at")
    self = try AssistantBody(try BodyReader(.object(body), at: ""), creating: true)
      .applied(to: blank)
    if model.isEmpty { throw .missing("model") }
  }
}
