import ResourceModel

/// A tool of an assistant, as the server stores and returns it.
enum Tool: Sendable {
  case codeInterpreter
  case fileSearch(FileSearchTool)
  case function(FunctionTool)

  static let most = 128

  init(_ value: JSONValue, at path: String) throws(APIError) {
    let reader = try BodyReader(value, at: path)
    let type = try reader.required("type") { (key) throws(APIError) in
      try reader.choice(key, of: ["code_interpreter", "function", "file_search"])
    }
    switch type {
    case "code_interpreter":
      try reader.refuseOthers(than: ["type"])
      self = .codeInterpreter
    case "file_search":
      try reader.refuseOthers(than: ["type", "file_search"])
      self = .fileSearch(try FileSearchTool(try reader.object("file_search")))
    default:
      try reader.refuseOthers(than: ["type", "function"])
      self = .function(try FunctionTool(try reader.required("function", reader.object)))
    }
  }

  var json: JSONValue {
    switch self {
    case .codeInterpreter: ["type": "code_interpreter"]
    case .fileSearch(let tool): ["type": "file_search", "file_search": tool.json]
    case .function(let tool): ["type": "function", "function": tool.json]
    }
  }

  var isCodeInterpreter: Bool { if case .codeInterpreter = self { true } else { false } }
  var isFileSearch: Bool { if case .fileSearch = self { true } else { false } }

  /// The list of tools in a body; nil when none was sent. It cannot be cleared with null.
  static func list(in body: BodyReader) throws(APIError) -> [Tool]? {
    guard let items = try body.array("tools", most: most) else { return nil }
    var tools: [Tool] = []
    for item in items { tools.append(try Tool(item.value, at: item.path)) }
    return tools
  }
}
