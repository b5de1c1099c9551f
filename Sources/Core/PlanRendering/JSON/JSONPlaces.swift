import Diagnostics
import OrderedCollections
import ResourceModel

/// Where things are written, in the JSON plan and out of it.
enum JSONPlaces {
  static func value(_ location: SourceLocation?) -> JSONValue {
    guard let location else { return .null }
    return .object(members(of: location))
  }

  /// The place of the first line; with `lines` where those of the file do not follow each other.
  static func value(_ origin: TextOrigin?) -> JSONValue {
    guard let origin else { return .null }
    var members = members(of: origin.first)
    members["lines"] = origin.lines.map { .array($0.map(JSONValue.integer)) }
    return .object(members)
  }

  static func value(_ parts: WrittenParts) -> JSONValue {
    .array(
      parts.byPath.map { path, part in
        var members: JSONObject = ["path": value(path), "source": value(part.source)]
        if let text = part.text { members["text_origin"] = value(text) }
        return .object(members)
      })
  }

  /// A list of keys and positions.
  private static func value(_ path: ValuePath) -> JSONValue {
    .array(
      path.steps.map { step in
        switch step {
        case .key(let key): .string(key)
        case .index(let index): .integer(index)
        }
      })
  }

  private static func members(of location: SourceLocation) -> JSONObject {
    [
      "path": .string(location.path), "line": .integer(location.line),
      "column": .integer(location.column),
    ]
  }
}

extension JSONFields {
  func place(_ name: String) throws(MalformedPlan) -> SourceLocation? {
    try optionalFields(name)?.location()
  }

  func textOrigin(_ name: String) throws(MalformedPlan) -> TextOrigin? {
    guard let fields = try optionalFields(name) else { return nil }
    let lines = fields.value("lines") == nil ? nil : try fields.integers("lines")
    return TextOrigin(try fields.location(), lines: lines)
  }

  /// A missing member is a value without parts.
  func parts(_ name: String) throws(MalformedPlan) -> WrittenParts {
    guard value(name) != nil else { return WrittenParts() }
    var parts = OrderedDictionary<ValuePath, WrittenPart>()
    for (path, part) in try each(name, { part throws(MalformedPlan) in try part.part() }) {
      parts[path] = part
    }
    return WrittenParts(parts)
  }

  private func part() throws(MalformedPlan) -> (ValuePath, WrittenPart) {
    var path = ValuePath()
    for step in try list("path") {
      if let key = step.string {
        path = path.appending(key)
      } else if let index = step.integer {
        path = path.appending(index)
      } else {
        throw fault("path", "is no list of keys and positions")
      }
    }
    guard let source = try place("source") else { throw fault("source", "is missing") }
    return (path, WrittenPart(source, text: try textOrigin("text_origin")))
  }

  private func location() throws(MalformedPlan) -> SourceLocation {
    SourceLocation(
      path: try string("path"), line: try integer("line"), column: try integer("column"))
  }
}
