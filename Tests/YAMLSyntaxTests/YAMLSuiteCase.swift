import Diagnostics
import Foundation
import OrderedCollections
import ResourceModel
import Testing
import YAMLSyntax

/// A case as `Suite/cases.json` has it.
struct YAMLSuiteCase {
  /// The suite's own name for it: `229Q`, `VJP3/01`.
  let id: String
  let yaml: String
  let isError: Bool
  let documents: Int
  /// What the text means; nil where the suite does not say it in JSON.
  let meaning: JSONValue?

  static func all() throws -> [YAMLSuiteCase] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().path + "/Suite/cases.json"
    let text = try #require(FileManager.default.contents(atPath: path))
    return try #require(try JSONParser.parse(Array(text)).array).map { entry in
      YAMLSuiteCase(
        id: try #require(entry["id"]?.string), yaml: try #require(entry["yaml"]?.string),
        isError: entry["error"]?.bool ?? false, documents: entry["documents"]?.integer ?? 1,
        meaning: entry["json"])
    }
  }

  /// What we make of it.
  var outcome: Outcome {
    let (root, diagnostics) = parse(yaml)
    guard diagnostics.isEmpty else { return .findings(Set(diagnostics.map(\.code))) }
    guard let meaning else { return .right }
    let value = root.map(JSONValue.init(reading:)) ?? .null
    return value.isEquivalent(to: meaning) ? .right : .otherTree(JSONWriter.string(value))
  }

  enum Outcome: Equatable {
    /// Read as the suite says, or read at all where it does not say how.
    case right
    case otherTree(String)
    case findings(Set<String>)
  }
}

extension JSONValue {
  fileprivate init(reading node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.value {
      case .null: self = .null
      case .bool(let value): self = .bool(value)
      case .integer(let text), .float(let text): self = .number(JSONNumber(validated: text))
      case .string(let text): self = .string(text)
      }
    case .sequence(let items): self = .array(items.map(JSONValue.init(reading:)))
    case .mapping(let mapping):
      self = .object(
        JSONObject(
          uniqueKeysWithValues: mapping.entries.map { ($0.key, JSONValue(reading: $0.value)) }))
    }
  }
}
