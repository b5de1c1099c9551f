import TestSupport

/// Schemas with slips, and the YAML that a hurried person writes for them, with comments.
struct RandomSlips {
  private var random: SeededGenerator
  private(set) var comments: [String] = []
  private(set) var descriptions: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A mapping, a list or a scalar as it is written.
  indirect enum Node {
    case map([(key: String, value: Node)])
    case list([Node])
    case scalar(String)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func one(of words: String...) -> String {
    words[Int.random(in: words.indices, using: &random)]
  }

  /// The resources of a project with one function.
  mutating func resources() -> String {
    let properties = (0..<Int.random(in: 1...5, using: &random)).map {
      ("p\($0)", schema(depth: 0))
    }
    let parameters = Node.map([
      ("type", .scalar(one(of: "object", "dict"))), ("properties", .map(properties)),
    ])
    var function: [(String, Node)] = [("name", .scalar("f")), ("description", .scalar("d"))]
    if chance(30) { function.append(("strict", .scalar("true"))) }
    function.append(("parameters", parameters))
    let tool = Node.map([("function", .map(function))])
    let assistant = Node.map([("model", .scalar("m")), ("tools", .list([tool]))])
    if chance(30) { return flow(.map([("assistants", .map([("a", assistant)]))])) + "\n" }
    return block([("assistants", .map([("a", assistant)]))], 0).joined(separator: "\n") + "\n"
  }

  // MARK: - Schemas

  private mutating func schema(depth: Int) -> Node {
    switch Int.random(in: 0..<100, using: &random) {
    case 70..<85 where depth < 3: object(depth)
    case 85..<93 where depth < 3:
      .map([
        ("type", .scalar(one(of: "array", "list"))),
        ("items", chance(70) ? schema(depth: depth + 1) : .scalar("string")),
      ])
    case 93... where depth < 3:
      .map([("anyOf", .list([schema(depth: depth + 1), schema(depth: depth + 1)]))])
    default: value()
    }
  }

  private mutating func object(_ depth: Int) -> Node {
    let count = Int.random(in: 1...4, using: &random)
    let properties = (0..<count).map { ("q\($0)", schema(depth: depth + 1)) }
    var members: [(String, Node)] = []
    if chance(70) { members.append(("type", .scalar(one(of: "object", "Object", "dict")))) }
    members.append(("properties", .map(properties)))
    if chance(40) {
      members.append(("required", .list([.scalar("q0")] + (chance(30) ? [.scalar("q0")] : []))))
    }
    if chance(20) { members.append(("additionalProperties", .scalar(one(of: "true", "false")))) }
    return .map(members)
  }

  private mutating func value() -> Node {
    let type = one(
      of: "string", "str", "String", "int", "float", "number", "Boolean", "any", "datetime", "uuid",
      "string|null", "stringg", "dict")
    var members: [(String, Node)] = [("type", .scalar(type))]
    if chance(30) {
      descriptions.append("about \(descriptions.count)~")
      members.append(("description", .scalar(descriptions[descriptions.count - 1])))
    }
    if chance(25) { members.append(("required", .scalar(one(of: "true", "false", "\"true\"")))) }
    if chance(20) { members.append(("optional", .scalar(one(of: "true", "false")))) }
    if chance(20) { members.append(("nullable", .scalar(one(of: "true", "false")))) }
    if chance(20) {
      members.append(("enum", .list([.scalar("a"), .scalar(one(of: "b", "1")), .scalar("a")])))
    }
    if chance(20) {
      members.append(("default", .scalar(one(of: "null", "\"5\"", "5", "true", "a"))))
    }
    if chance(20) {
      let key = one(of: "min_length", "maxlength", "desc", "regex", "choices", "kind")
      members.append((key, .scalar(one(of: "3", "\"3\"", "x"))))
    }
    if chance(10) { members.append(("exclusiveMinimum", .scalar("true"))) }
    return .map(members)
  }

  // MARK: - YAML

  private mutating func comment(_ percent: Int) -> String? {
    guard chance(percent) else { return nil }
    comments.append("# c\(comments.count)~")
    return comments[comments.count - 1]
  }

  private mutating func flow(_ node: Node) -> String {
    switch node {
    case .scalar(let text): return text
    case .list(let items):
      let written = items.map { flow($0) }
      return "[" + written.joined(separator: ", ") + "]"
    case .map(let members):
      let written = members.map { "\($0.key): " + flow($0.value) }
      return "{ " + written.joined(separator: ", ") + " }"
    }
  }

  private mutating func block(_ members: [(key: String, value: Node)], _ column: Int) -> [String] {
    let indentation = String(repeating: " ", count: column)
    var lines: [String] = []
    for (key, value) in members {
      if let comment = comment(8) { lines.append(indentation + comment) }
      let behind = comment(20).map { " " + $0 } ?? ""
      switch value {
      case .map(let inner) where chance(70):
        lines.append(indentation + key + ":" + behind)
        lines += block(inner, column + 2)
      case .list(let items) where key == "tools" || chance(40):
        lines.append(indentation + key + ":" + behind)
        for item in items {
          guard case .map(let inner) = item, key == "tools" else {
            lines.append(indentation + "  - " + flow(item) + (comment(20).map { " " + $0 } ?? ""))
            continue
          }
          lines.append(indentation + "  -")
          lines += block(inner, column + 4)
        }
      default: lines.append(indentation + key + ": " + flow(value) + behind)
      }
    }
    return lines
  }
}
