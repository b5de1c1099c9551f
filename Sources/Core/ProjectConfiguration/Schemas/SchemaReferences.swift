import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel

/// Where the references of one schema lead. What the schema calls itself and its parts is collected
/// when the first reference is met: most schemas have none.
struct SchemaReferences {
  enum Target {
    case found, missing, remote
  }

  private var names: Names?

  private struct Names {
    var anchors: Set<String> = []
    var identifiers: [String] = []
    /// Whether a part has an address of its own, to which references in it are relative.
    var hasInnerBase = false
  }

  mutating func target(of reference: String, in schema: JSONValue) -> Target {
    let names = self.names ?? Self.collect(from: schema)
    self.names = names
    let hash = reference.firstIndex(of: "#") ?? reference.endIndex
    let base = String(reference[..<hash])
    let fragment = reference[hash...].dropFirst()
    // What a part with an address of its own refers to is not looked into.
    if names.hasInnerBase { return .found }
    guard base.isEmpty || names.identifiers.contains(base) else { return .remote }
    if fragment.isEmpty { return .found }
    guard fragment.hasPrefix("/") else {
      return names.anchors.contains(String(fragment)) ? .found : .missing
    }
    let target = schema.value(at: Self.steps(of: fragment, in: schema))
    return target.map { $0.object != nil || $0.bool != nil } == true ? .found : .missing
  }

  /// The reference to a definition that may be meant.
  func nearest(to reference: String, in schema: JSONValue) -> String? {
    guard let name = reference.split(separator: "/").last.map(String.init) else { return nil }
    let count = ["$defs", "definitions"].reduce(0) { $0 + (schema[$1]?.object?.count ?? 0) }
    guard count <= Self.mostCompared else { return nil }
    var known: [String: String] = [:]
    for holder in ["$defs", "definitions"] {
      for key in schema[holder]?.object?.keys ?? [] where !key.contains("/") {
        known[key] = known[key] ?? "#/\(holder)/\(key)"
      }
    }
    return Suggestion.nearest(to: name, in: known.keys.sorted()).flatMap { known[$0] }
  }

  /// Among more definitions it takes too long to look for the one that was meant.
  private static let mostCompared = 200

  /// RFC 6901 within a URI: percent-encoded, with `~1` for `/`.
  private static func steps(of fragment: Substring, in schema: JSONValue) -> [JSONPointer.Step] {
    var value: JSONValue? = schema
    return fragment.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      part in
      let key = decoded(part).replacing("~1", with: "/").replacing("~0", with: "~")
      let step: JSONPointer.Step
      if value?.array != nil, let index = Int(key) {
        step = .index(index)
      } else {
        step = .key(key)
      }
      value = value?.value(at: [step])
      return step
    }
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let hexadecimal = String(rest.prefix(2)),
        hexadecimal.utf8.count == 2, let value = UInt8(hexadecimal, radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func collect(from schema: JSONValue) -> Names {
    var names = Names()
    collect(from: schema, isRoot: true, into: &names)
    return names
  }

  private static func collect(from value: JSONValue, isRoot: Bool, into names: inout Names) {
    switch value {
    case .object(let object):
      for key in ["$anchor", "$dynamicAnchor"] {
        if let name = object[key]?.string { names.anchors.insert(name) }
      }
      if let identifier = object["$id"]?.string {
        names.identifiers.append(
          identifier.hasSuffix("#") ? String(identifier.dropLast()) : identifier)
        if !isRoot { names.hasInnerBase = true }
      }
      for member in object.values { collect(from: member, isRoot: false, into: &names) }
    case .array(let items):
      for item in items { collect(from: item, isRoot: false, into: &names) }
    default: break
    }
  }
}
