import Foundation
import OrderedCollections
import ResourceModel

/// One file of the suite: the groups of a keyword, each a schema and what it says of values.
struct SuiteFile: Sendable {
  struct Group: Sendable {
    let schema: JSONValue
    let cases: [(value: JSONValue, isAccepted: Bool)]
  }

  let name: String
  let groups: [Group]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Suite/"

  /// All files, in the order of their names.
  static func all() throws -> [SuiteFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".json") }
      .map { try SuiteFile(name: String($0.dropLast(5)), content: json($0)) }
  }

  static func json(_ name: String) throws -> JSONValue {
    guard let bytes = FileManager.default.contents(atPath: folder + name) else {
      throw SuiteFault(name: name)
    }
    return try JSONParser.parse(Array(bytes))
  }

  private init(name: String, content: JSONValue) throws {
    self.name = name
    groups = try (content.array ?? []).map { group in
      guard let schema = group["schema"], let cases = group["cases"]?.array, !cases.isEmpty else {
        throw SuiteFault(name: name)
      }
      return Group(
        schema: schema,
        cases: try cases.map { pair in
          guard let pair = pair.array, pair.count == 2, let isAccepted = pair[1].bool else {
            throw SuiteFault(name: name)
          }
          return (pair[0], isAccepted)
        })
    }
    if groups.isEmpty { throw SuiteFault(name: name) }
  }
}

struct SuiteFault: Error { let name: String }
