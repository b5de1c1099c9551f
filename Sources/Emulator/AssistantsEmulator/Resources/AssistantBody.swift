import ResourceModel

/// What the body of a create or an update says of an assistant, checked as a whole before anything
/// is changed.
struct AssistantBody {
  private static let members: Set<String> = [
    "model", "name", "description", "instructions", "tools", "tool_resources", "metadata",
    "temperature", "top_p", "response_format", "reasoning_effort",
  ]
  private static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

  let model: String?
  let toolResources: Sent<ToolResources.Change>
  private let name: Sent<String>
  private let description: Sent<String>
  private let instructions: Sent<String>
  private let tools: [Tool]?
  private let metadata: Sent<Metadata.Change>
  private let temperature: Sent<Double>
  private let topP: Sent<Double>
  private let responseFormat: Sent<JSONValue>
  private let reasoningEffort: Sent<String>

  init(_ body: BodyReader, creating: Bool) throws(APIError) {
    try body.refuseOthers(than: Self.members)
    model = try body.string("model")
    if let model, model.isEmpty { throw .invalid("model", "the name of a model was expected.") }
    name = try body.nullable("name") { (key) throws(APIError) in
      try body.string(key, longest: 256)
    }
    description = try body.nullable("description") { (key) throws(APIError) in
      try body.string(key, longest: 512)
    }
    instructions = try body.nullable("instructions") { (key) throws(APIError) in
      try body.string(key, longest: 256_000)
    }
    tools = try Tool.list(in: body)
    toolResources = try ToolResources.change(in: body, creating: creating)
    metadata = try Metadata.change(in: body, removals: !creating)
    temperature = try body.nullable("temperature") { (key) throws(APIError) in
      try body.decimal(key, in: 0...2)
    }
    topP = try body.nullable("top_p") { (key) throws(APIError) in
      try body.decimal(key, in: 0...1)
    }
    responseFormat = try body.nullable("response_format") { (key) throws(APIError) in
      try ResponseFormat.read(key, in: body)
    }
    reasoningEffort = try body.nullable("reasoning_effort") { (key) throws(APIError) in
      try body.choice(key, of: Self.efforts)
    }
  }

  /// The assistant after this was sent: what is absent stays, what is null gets its default.
  func applied(to assistant: Assistant) throws(APIError) -> Assistant {
    var changed = assistant
    if let model { changed.model = model }
    changed.name = name.applied(to: assistant.name)
    changed.description = description.applied(to: assistant.description)
    changed.instructions = instructions.applied(to: assistant.instructions)
    if let tools { changed.tools = tools }
    changed.toolResources = assistant.toolResources.changed(by: toolResources)
    changed.metadata = try assistant.metadata.merged(with: metadata)
    changed.temperature = temperature.applied(to: assistant.temperature, cleared: 1)
    changed.topP = topP.applied(to: assistant.topP, cleared: 1)
    changed.responseFormat = responseFormat.applied(
      to: assistant.responseFormat, cleared: ResponseFormat.auto)
    changed.reasoningEffort = reasoningEffort.applied(to: assistant.reasoningEffort)
    return changed
  }
}
