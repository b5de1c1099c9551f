import OrderedCollections
import ResourceModel

/// What a value holds: the properties of an object, the items of a list.
extension SchemaComparison {
  mutating func compareProperties(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    let renamed = Self.renamed(old, new)
    for (name, schema) in new.properties {
      let here = place.property(name)
      if let former = renamed[name] {
        say(
          .breaksHabits, "is renamed from \(former): handlers have to read the new name", at: here)
        continue
      }
      guard let before = old.properties[name] else {
        let isForced =
          new.required.contains(name) && !SchemaView(schema, in: self.new).takesNull
        say(
          isForced ? .breaksHabits : .compatible,
          isForced ? "is added and required" : "is added, and optional", at: here)
        continue
      }
      switch (old.required.contains(name), new.required.contains(name)) {
      case (false, true):
        let takesNull = SchemaView(schema, in: self.new).takesNull
        say(
          takesNull ? .compatible : .breaksHabits,
          takesNull ? "is always sent, and may be null" : "is required, and was optional",
          at: place.requirement(of: name))
      case (true, false):
        say(.breaksHandlers, "is optional, and was required", at: place.requirement(of: name))
      default: break
      }
      compare(before, schema, here, depth: depth + 1)
    }
    let gone = Set(renamed.values)
    for name in old.properties.keys where new.properties[name] == nil && !gone.contains(name) {
      let wasRequired = old.required.contains(name)
      say(
        wasRequired ? .breaksHandlers : .breaksHabits,
        wasRequired ? "is removed, and was required" : "is removed", at: place.property(name))
    }
  }

  /// The former name of each property that only has another one: the same schema, required or not
  /// alike. What says little, as `{ type: string }` does, is one only where nothing else came or went.
  private static func renamed(_ old: SchemaView, _ new: SchemaView) -> [String: String] {
    let gone = old.properties.filter { new.properties[$0.key] == nil }
    let come = new.properties.filter { old.properties[$0.key] == nil }
    // Of many properties each is looked up, not compared with every other.
    let former = Dictionary(grouping: gone.keys) { PropertyForm(of: $0, in: old) }
    let twins = Dictionary(grouping: come.values) { PropertyForm.canonical($0) }
    var names: [String: String] = [:]
    for (name, schema) in come {
      let form = PropertyForm(of: name, in: new)
      guard let matches = former[form], matches.count == 1, let match = matches.first,
        twins[form.schema]?.count == 1
      else { continue }
      let isTelling = schema["description"]?.string.map { !$0.isEmpty } ?? false
      if isTelling || gone.count == 1 && come.count == 1 { names[name] = match }
    }
    return names
  }

  mutating func compareAdditional(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    let place = place.keyword("additionalProperties")
    let (left, right) = (
      old["additionalProperties"] ?? .bool(true), new["additionalProperties"] ?? .bool(true)
    )
    guard !left.isEquivalent(to: right) else { return }
    switch (left, right) {
    case (_, .bool(false)):
      say(.compatible, "takes no properties but these", at: place)
    case (.bool(false), _):
      say(.breaksHandlers, "takes properties that are not declared", at: place)
    case (_, .bool(true)):
      say(.breaksHandlers, "takes undeclared properties of any kind", at: place)
    case (.bool(true), _):
      say(.breaksHabits, "does not take undeclared properties of every kind", at: place)
    default:
      compare(left, right, place.others(), depth: depth + 1)
    }
  }

  mutating func compareItems(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    switch (old["items"], new["items"]) {
    case (nil, nil): return
    case (nil, _?): say(.breaksHabits, "has a schema, and had none", at: place.items())
    case (_?, nil): say(.breaksHandlers, "has no schema, and had one", at: place.items())
    case (.array?, _?), (_?, .array?):
      // One schema a position, as JSON Schema said before 2020-12.
      guard old["items"] != new["items"] else { return }
      say(.breaksHandlers, "has other schemas", at: place.items())
    case (let before?, let after?):
      compare(before, after, place.items(), depth: depth + 1)
    }
  }
}

/// What two properties of different names have alike when they are one: their schemas, and whether they have
/// to be there.
private struct PropertyForm: Hashable {
  let schema: [UInt8]
  let isRequired: Bool

  init(of name: String, in view: SchemaView) {
    schema = Self.canonical(view.properties[name] ?? .null)
    isRequired = view.required.contains(name)
  }

  static func canonical(_ schema: JSONValue) -> [UInt8] { JSONWriter.bytes(schema, .canonical) }
}
