import OrderedCollections
import ResourceModel

/// Compares the schemas of two versions of a function's arguments, and says whom each change breaks.
///
/// The model writes arguments, the handler reads them. Taking more than before breaks handlers, which
/// meet what they never met; taking less breaks the model's habits. Where a keyword cannot be judged,
/// the worse is said.
///
/// | change | effect |
/// |---|---|
/// | `title`, `description`, `default`, `examples`, `$comment`, a key that is no keyword | compatible |
/// | an optional property added, or a required one that may be null, as `strict` writes it | compatible |
/// | another required property added | habits: calls as they were lack it |
/// | a required property removed | handlers |
/// | an optional property removed | habits |
/// | a property renamed | habits; handlers have to read the new name |
/// | optional → required | habits; compatible where it may be null |
/// | required → optional | handlers: it may be missing |
/// | `type`: another one, one more, none any longer, null as well; `integer` → `number` | handlers |
/// | `type`: one less, null no longer, one where there was none; `number` → `integer` | habits |
/// | `enum`, `const`: a value more, no list any longer | handlers |
/// | `enum`, `const`: a value less, a list where there was none | habits |
/// | `anyOf`, `oneOf`: a form more / less | handlers / habits |
/// | `allOf`: a condition less / more | handlers / habits |
/// | `minimum`, `minLength`, `minItems`… lowered or gone / raised or new | handlers / habits |
/// | `maximum`, `maxLength`, `maxItems`… raised or gone / lowered or new | handlers / habits |
/// | `pattern`, `format`, `multipleOf`, `uniqueItems`: gone or another / new | handlers / habits |
/// | `additionalProperties`: `false` → open | handlers |
/// | `additionalProperties`: open → `false` | compatible: what nobody declared is no habit |
/// | `items`: as what it holds; gone / new | handlers / habits |
/// | `not`, `if`, `patternProperties`, `dependentRequired`… | handlers |
struct SchemaComparison {
  static let annotations: Set<String> = [
    "$comment", "$defs", "$id", "$schema", "default", "definitions", "deprecated", "description",
    "example", "examples", "readOnly", "title", "writeOnly",
  ]
  /// More places than this are too many to judge one by one.
  private static let mostPlaces = 20_000
  private static let deepest = 100

  private let old: JSONValue
  private let new: JSONValue
  private var reasons: [FunctionVerdict.Reason] = []
  private var budget = SchemaComparison.mostPlaces
  private var isTooBig = false
  /// Places of both schemas that refer to what is being compared already.
  private var underWay: Set<[[String]]> = []

  init(old: JSONValue, new: JSONValue) {
    self.old = old
    self.new = new
  }

  /// In the order of the new schema. The same for any order of keys but for that order.
  mutating func reasons(at path: ValuePath) -> [FunctionVerdict.Reason] {
    guard !old.isEquivalent(to: new) else { return [] }
    reasons = []
    compare(old, new, SchemaPlace(path: path, subject: ""), depth: 0)
    if isTooBig {
      let place = SchemaPlace(path: path, subject: "")
      say(.breaksHandlers, "has parameters that are too many to judge", at: place)
    }
    return reasons
  }

  /// The parameters of both versions together, and how many of them are alike.
  var parameterCounts: (all: Int, unchanged: Int) {
    let (left, right) = (SchemaView(old, in: old), SchemaView(new, in: new))
    let shared = right.properties.filter { key, value in
      left.properties[key].map { $0.isEquivalent(to: value) } ?? false
        && left.required.contains(key) == right.required.contains(key)
    }
    let all = Set(left.properties.keys).union(right.properties.keys)
    return (all.count, shared.count)
  }

  // MARK: - Walking

  private mutating func compare(
    _ old: JSONValue, _ new: JSONValue, _ place: SchemaPlace, depth: Int
  ) {
    budget -= 1
    guard budget >= 0, depth < Self.deepest else { return isTooBig = true }
    let (left, right) = (SchemaView(old, in: self.old), SchemaView(new, in: self.new))
    if !left.references.isEmpty, !right.references.isEmpty {
      // What both refer to again while it is compared adds no difference of its own.
      let meeting = [left.references, right.references]
      guard underWay.insert(meeting).inserted else { return }
      defer { underWay.remove(meeting) }
      return compare(left, right, old, new, place, depth: depth)
    }
    compare(left, right, old, new, place, depth: depth)
  }

  private mutating func compare(
    _ left: SchemaView, _ right: SchemaView, _ old: JSONValue, _ new: JSONValue,
    _ place: SchemaPlace, depth: Int
  ) {
    compareTaking(left, right, place)
    compareAnnotations(left, right, place)
    if left.union != nil || right.union != nil {
      compareUnions(left, right, old, new, place, depth: depth)
      // A schema beside a union of schemas was compared as a form of that union.
      if left.union == nil || right.union == nil { return }
    }
    compareTypes(left, right, place)
    compareValues(left, right, place)
    compareProperties(left, right, place, depth: depth)
    compareAdditional(left, right, place, depth: depth)
    compareItems(left, right, place, depth: depth)
    compareConditions(left, right, place, depth: depth)
    reasons += KeywordComparison(old: left, new: right).reasons(at: place)
  }

  private mutating func compareTaking(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace
  ) {
    guard old.takesNothing != new.takesNothing else { return }
    say(
      new.takesNothing ? .breaksHabits : .breaksHandlers,
      new.takesNothing ? "takes nothing any more" : "takes values, and took none", at: place)
  }

  private mutating func compareAnnotations(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace
  ) {
    let keys = OrderedSet(new.keywords.keys).union(old.keywords.keys)
    for key in keys where Self.annotations.contains(key) && !key.hasPrefix("$") {
      guard key != "definitions", !(old[key] ?? .null).isEquivalent(to: new[key] ?? .null) else {
        continue
      }
      let predicate =
        key == "description"
        ? FunctionComparison.description(from: old[key], to: new[key]) : "has another `\(key)`"
      say(.compatible, predicate, at: place.keyword(key))
    }
  }

  /// Forms that both have cancel out; one that is left on each side is one that changed.
  private mutating func compareUnions(
    _ old: SchemaView, _ new: SchemaView, _ oldValue: JSONValue, _ newValue: JSONValue,
    _ place: SchemaPlace, depth: Int
  ) {
    let keyword = new.union?.keyword ?? old.union?.keyword ?? "anyOf"
    let place = place.keyword(keyword)
    var left = old.union?.branches ?? [oldValue]
    var right: [(index: Int, schema: JSONValue)] = []
    for (index, branch) in (new.union?.branches ?? [newValue]).enumerated() {
      if let same = left.firstIndex(where: { isCompatible($0, branch, depth: depth) }) {
        left.remove(at: same)
      } else {
        right.append((index, branch))
      }
    }
    if left.count == 1, right.count == 1, old.union?.branches.count == new.union?.branches.count {
      return compare(left[0], right[0].schema, place.form(right[0].index), depth: depth + 1)
    }
    if !right.isEmpty { say(.breaksHandlers, "takes another form as well", at: place) }
    if !left.isEmpty { say(.breaksHabits, "takes one form less", at: place) }
  }

  private mutating func isCompatible(_ old: JSONValue, _ new: JSONValue, depth: Int) -> Bool {
    if old.isEquivalent(to: new) { return true }
    let before = reasons
    reasons = []
    compare(old, new, SchemaPlace(path: ValuePath(), subject: ""), depth: depth + 1)
    defer { reasons = before }
    return reasons.allSatisfy { $0.effect == .compatible } && !isTooBig
  }

  private mutating func compareTypes(_ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace) {
    let place = place.keyword("type")
    switch (old.types, new.types) {
    case (nil, nil): return
    case (nil, let types?):
      say(.breaksHabits, "is \(Self.words(types)), and was of any type", at: place)
    case (let types?, nil):
      say(.breaksHandlers, "is of any type, and was \(Self.words(types))", at: place)
    case (let before?, let after?):
      let added = after.filter { !Self.admits(before, $0) }
      let removed = before.filter { !Self.admits(after, $0) }
      if added == ["null"], removed.isEmpty {
        say(.breaksHandlers, "may be null", at: place)
      } else if removed == ["null"], added.isEmpty {
        say(.breaksHabits, "may not be null any more", at: place)
      } else if !added.isEmpty || !removed.isEmpty {
        say(
          added.isEmpty ? .breaksHabits : .breaksHandlers,
          "is \(Self.words(after)), and was \(Self.words(before))", at: place)
      }
    }
  }

  private static func admits(_ types: Set<String>, _ type: String) -> Bool {
    types.contains(type) || type == "integer" && types.contains("number")
  }

  /// `a string or null`
  private static func words(_ types: Set<String>) -> String {
    let named = types.filter { $0 != "null" }.sorted().map { name in
      "\("aeio".contains(name.first ?? "b") ? "an" : "a") \(name)"
    }
    return (named + (types.contains("null") ? ["null"] : [])).joined(separator: " or ")
  }

  private mutating func compareValues(_ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace) {
    let place = place.keyword(new["enum"] ?? old["enum"] == nil ? "const" : "enum")
    switch (old.values, new.values) {
    case (nil, nil): return
    case (nil, let values?):
      say(.breaksHabits, "is one of \(Self.words(values)), and was free", at: place)
    case (let values?, nil):
      say(.breaksHandlers, "is free, and was one of \(Self.words(values))", at: place)
    case (let before?, let after?):
      let added = after.filter { value in !before.contains { $0.isEquivalent(to: value) } }
      let removed = before.filter { value in !after.contains { $0.isEquivalent(to: value) } }
      if !added.isEmpty { say(.breaksHandlers, "may be \(Self.words(added))", at: place) }
      if !removed.isEmpty {
        say(.breaksHabits, "may not be \(Self.words(removed)) any more", at: place)
      }
    }
  }

  private static func words(_ values: [JSONValue]) -> String {
    let most = 5
    let shown = values.prefix(most).map { JSONWriter.string($0) }
    let rest = values.count > most ? ["\(values.count - most) more"] : []
    let parts = shown + rest
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
    return parts.dropLast().joined(separator: ", ") + " or " + last
  }

  // MARK: - Objects

  private mutating func compareProperties(
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
    var names: [String: String] = [:]
    for (name, schema) in come {
      let isAlike = { (other: String, otherSchema: JSONValue) in
        otherSchema.isEquivalent(to: schema)
          && old.required.contains(other) == new.required.contains(name)
      }
      let former = gone.filter { isAlike($0.key, $0.value) }
      let twins = come.filter { $0.value.isEquivalent(to: schema) }
      guard former.count == 1, twins.count == 1, let match = former.keys.first else { continue }
      let isTelling = schema["description"]?.string.map { !$0.isEmpty } ?? false
      if isTelling || gone.count == 1 && come.count == 1 { names[name] = match }
    }
    return names
  }

  private mutating func compareAdditional(
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

  private mutating func compareItems(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    switch (old["items"], new["items"]) {
    case (nil, nil): return
    case (nil, _?): say(.breaksHabits, "has a schema, and had none", at: place.items())
    case (_?, nil): say(.breaksHandlers, "has no schema, and had one", at: place.items())
    case (let before?, let after?):
      compare(before, after, place.items(), depth: depth + 1)
    }
  }

  /// `allOf`: conditions that both have cancel out.
  private mutating func compareConditions(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    let place = place.keyword("allOf")
    var left = old["allOf"]?.array ?? []
    var right: [JSONValue] = []
    for condition in new["allOf"]?.array ?? [] {
      if let same = left.firstIndex(where: { isCompatible($0, condition, depth: depth) }) {
        left.remove(at: same)
      } else {
        right.append(condition)
      }
    }
    if left.count == 1, right.count == 1 {
      return compare(left[0], right[0], place, depth: depth + 1)
    }
    if !left.isEmpty { say(.breaksHandlers, "has to meet one condition less", at: place) }
    if !right.isEmpty { say(.breaksHabits, "has to meet one condition more", at: place) }
  }

  private mutating func say(
    _ effect: FunctionVerdict.Effect, _ predicate: String, at place: SchemaPlace
  ) {
    reasons.append(place.reason(effect, predicate))
  }
}
