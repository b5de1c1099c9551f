import OrderedCollections
import Reconciliation
import ResourceModel

struct AssistantCodec: WireCodec {
  let path = "assistants"

  private static let plainFields = [
    "model", "name", "description", "instructions", "temperature", "top_p", "response_format",
    "reasoning_effort",
  ]

  /// What the fields are called on the wire, for the reference.
  static let names: [String: String] = {
    var names = Dictionary(uniqueKeysWithValues: plainFields.map { ($0, $0) })
    names["tools"] = "tools"
    // Some forms are an object under their own name, and some are nothing but their type.
    for tool in ["function", "file_search"] { names["tools.\(tool)"] = "tools[].\(tool)" }
    names["tools.code_interpreter"] = "tools[type=code_interpreter]"
    for form in ["text", "json_object"] {
      names["response_format.\(form)"] = "response_format[type=\(form)]"
    }
    names[vectorStores.attribute] = "tool_resources.file_search.vector_store_ids"
    names[files.attribute] = "tool_resources.code_interpreter.file_ids"
    names["metadata"] = "metadata"
    return names
  }()

  private static let vectorStores = AttributePath("file_search.vector_stores")
  private static let files = AttributePath("code_interpreter.files")
  private static let tools = AttributePath("tools")

  func read(_ object: JSONObject) -> ObservedResource? {
    guard
      var resource = readCommon(
        object, kind: ResourceSchema.assistant.kind, plainFields: Self.plainFields)
    else { return nil }
    if let tools = object["tools"]?.array {
      resource.attributes[Self.tools] = .array(tools.map(Self.flattened))
    }
    let bound = object["tool_resources"]
    resource.attributes[Self.vectorStores] = bound?["file_search"]?["vector_store_ids"] ?? []
    resource.attributes[Self.files] = bound?["code_interpreter"]?["file_ids"] ?? []
    return resource
  }

  func body(_ write: ResourceWrite, isCreation: Bool) -> JSONObject {
    var body = JSONObject()
    for field in Self.plainFields {
      if let value = write.changed[AttributePath(field)] { body[field] = value }
    }
    if let tools = write.changed[Self.tools]?.array {
      body["tools"] = .array(tools.map(Self.nested))
    }
    // The lists are replaced whole, and whether one that is not sent survives differs between hosts:
    // both are sent when either changes. A list is emptied by `[]`; a null inside answers 500.
    if write.changed[Self.vectorStores] != nil || write.changed[Self.files] != nil {
      var bound = JSONObject()
      for (name, list, path) in [
        ("code_interpreter", "file_ids", Self.files),
        ("file_search", "vector_store_ids", Self.vectorStores),
      ] {
        let ids = write.resulting[path]?.array ?? []
        if !ids.isEmpty || !isCreation { bound[name] = [list: .array(ids)] }
      }
      if !bound.isEmpty { body["tool_resources"] = .object(bound) }
    }
    body["metadata"] = metadata(write)
    return body
  }

  /// `{type: file_search, file_search: {…}}` on the wire is `{type: file_search, …}` here.
  private static func flattened(_ tool: JSONValue) -> JSONValue {
    guard let members = tool.object, tool["type"] == "file_search" else { return tool }
    var result = members
    result["file_search"] = nil
    for (name, value) in members["file_search"]?.object ?? [:] { result[name] = value }
    return .object(result)
  }

  private static func nested(_ tool: JSONValue) -> JSONValue {
    guard var settings = tool.object, tool["type"] == "file_search" else { return tool }
    settings["type"] = nil
    return settings.isEmpty
      ? ["type": "file_search"] : ["type": "file_search", "file_search": .object(settings)]
  }
}
