import OrderedCollections
import ResourceModel

/// A place of a schema as a comparison reads it: references are followed, and the ways to write "or
/// null" are made one.
struct SchemaView {
  /// The keywords, those of references below those beside them.
  private(set) var keywords: JSONObject = [:]
  /// The schema that takes nothing: `false`.
  private(set) var takesNothing = false
  /// The references that were followed, in order; a schema may refer to itself.
  private(set) var references: [String] = []

  /// `references` are those that led here.
  init(_ schema: JSONValue, in document: JSONValue, after references: [String] = []) {
    self.references = references
    takesNothing = schema == .bool(false)
    keywords = follow(schema.object ?? [:], in: document)
    joinNullable(in: document)
    required = Set((keywords["required"]?.array ?? []).compactMap(\.string))
  }

  subscript(keyword: String) -> JSONValue? { keywords[keyword] }

  /// The types that it takes; nil for all of them. A number may be an integer, so the latter is left
  /// out beside it.
  var types: Set<String>? {
    var types: Set<String>
    switch keywords["type"] {
    case .string(let type)?: types = [type]
    case .array(let names)?: types = Set(names.compactMap(\.string))
    default: return nil
    }
    if types.contains("number") { types.remove("integer") }
    return types
  }

  /// The values that it takes; nil where they are not listed. Whether null is one of them is a matter
  /// of types where those are given.
  var values: [JSONValue]? {
    let listed = keywords["enum"]?.array ?? keywords["const"].map { [$0] }
    return types == nil ? listed : listed?.filter { !$0.isNull }
  }

  var properties: JSONObject { keywords["properties"]?.object ?? [:] }

  private(set) var required: Set<String> = []

  /// Whether null is taken, so that a property that has to be there may still say nothing.
  var takesNull: Bool { types?.contains("null") ?? values?.contains(.null) ?? false }

  /// The keyword that says "one of these", and its schemas.
  var union: (keyword: String, branches: [JSONValue])? {
    for keyword in ["anyOf", "oneOf"] {
      if let branches = keywords[keyword]?.array { return (keyword, branches) }
    }
    return nil
  }

  private mutating func follow(_ schema: JSONObject, in document: JSONValue) -> JSONObject {
    guard let reference = schema["$ref"]?.string, !references.contains(reference),
      let target = Self.target(of: reference, in: document)
    else { return schema }
    references.append(reference)
    var result = follow(target.object ?? [:], in: document)
    for (key, value) in schema where key != "$ref" { result[key] = value }
    return result
  }

  /// `#`, and `#/$defs/name`: a JSON Pointer (RFC 6901) into the same schema.
  private static func target(of reference: String, in document: JSONValue) -> JSONValue? {
    guard reference.hasPrefix("#") else { return nil }
    var place: JSONValue? = document
    for token in reference.dropFirst().split(separator: "/") {
      let key = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
      if case .array(let items)? = place {
        place = Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
      } else {
        place = place?[key]
      }
    }
    return place
  }

  /// `anyOf: [X, { type: "null" }]` is X that may be null.
  private mutating func joinNullable(in document: JSONValue) {
    guard let union else { return }
    let others = union.branches.filter { !Self.isNull($0) }
    guard others.count == 1, others.count < union.branches.count else { return }
    var branch = SchemaView(others[0], in: document, after: references)
    let beside = keywords.filter { $0.key != union.keyword }
    let clash = beside.contains { key, _ in
      !SchemaComparison.annotations.contains(key) && branch.keywords[key] != nil
    }
    guard !clash, !branch.takesNothing else { return }
    if let types = branch.types {
      branch.keywords["type"] = .array(
        types.union(["null"]).sorted().map(JSONValue.string))
    } else if let values = branch.values {
      branch.keywords["enum"] = .array(values + [.null])
      branch.keywords["const"] = nil
    } else {
      return
    }
    references = branch.references
    keywords = branch.keywords.merging(beside) { _, beside in beside }
  }

  private static func isNull(_ schema: JSONValue) -> Bool {
    schema["type"] == "null" || schema["const"] == .null || schema["enum"] == [.null]
  }
}
