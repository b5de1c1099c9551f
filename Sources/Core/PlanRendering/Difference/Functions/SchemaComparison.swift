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

  let old: JSONValue
  let new: JSONValue
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

  /// The parameters of both versions together, and how many of them are alike: written alike, and, once
  /// `reasons` are known, without one of them, as where both refer to a definition that changed.
  var parameterCounts: (all: Int, unchanged: Int) {
    let (left, right) = (SchemaView(old, in: old), SchemaView(new, in: new))
    let judged = reasons.reduce(into: Set<Substring>()) {
      $0.formUnion(Self.parameters(in: $1.subject))
    }
    let (before, after) = (left.properties, right.properties)
    let shared = after.filter { key, value in
      before[key].map { $0.isEquivalent(to: value) } ?? false
        && left.required.contains(key) == right.required.contains(key)
        && !judged.contains(key[...])
    }
    let all = Set(left.properties.keys).union(right.properties.keys)
    return (all.count, shared.count)
  }

  /// What may be the parameter of `filter.price[]`: all that stands before a `.` or a `[`, and the whole.
  private static func parameters(in subject: String) -> [Substring] {
    subject.indices.filter { subject[$0] == "." || subject[$0] == "[" }.map { subject[..<$0] }
      + [subject[...]]
  }

  // MARK: - Walking

  mutating func compare(
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
    if let before = old.union?.keyword, let after = new.union?.keyword, before != after {
      say(.breaksHandlers, "is `\(after)`, and was `\(before)`", at: place)
    }
    // A second union beside the first one.
    if old.union?.keyword == "anyOf" || new.union?.keyword == "anyOf",
      !(old["oneOf"] ?? .null).isEquivalent(to: new["oneOf"] ?? .null),
      old["anyOf"] != nil && new["anyOf"] != nil
    {
      say(.breaksHandlers, "has another `oneOf` beside it", at: place)
    }
    let (left, right) = cancel(
      old.union?.branches ?? [oldValue], new.union?.branches ?? [newValue], place, depth: depth)
    if left.count == 1, right.count == 1, old.union?.branches.count == new.union?.branches.count {
      return compare(left[0], right[0].schema, place.form(right[0].index), depth: depth + 1)
    }
    if !right.isEmpty { say(.breaksHandlers, "takes another form as well", at: place) }
    if !left.isEmpty { say(.breaksHabits, "takes one form less", at: place) }
  }

  /// The reasons of a change that breaks nobody; nil for one that does.
  private mutating func compatibleReasons(
    _ old: JSONValue, _ new: JSONValue, _ place: SchemaPlace, depth: Int
  ) -> [FunctionVerdict.Reason]? {
    if old.isEquivalent(to: new) { return [] }
    let before = reasons
    reasons = []
    compare(old, new, place, depth: depth + 1)
    defer { reasons = before }
    return isTooBig || reasons.contains { $0.effect != .compatible } ? nil : reasons
  }

  /// Takes the schemas out that both lists have, whatever their order; what is left has a counterpart
  /// only if it changed.
  private mutating func cancel(
    _ old: [JSONValue], _ new: [JSONValue], _ place: SchemaPlace, depth: Int
  ) -> (old: [JSONValue], new: [(index: Int, schema: JSONValue)]) {
    var left = old
    var right: [(index: Int, schema: JSONValue)] = []
    next: for (index, schema) in new.enumerated() {
      for (position, other) in left.enumerated() {
        let found = compatibleReasons(other, schema, place.form(index), depth: depth)
        guard let found else { continue }
        reasons += found
        left.remove(at: position)
        continue next
      }
      right.append((index, schema))
    }
    return (left, right)
  }

  /// `allOf`: conditions that both have cancel out.
  private mutating func compareConditions(
    _ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace, depth: Int
  ) {
    let place = place.keyword("allOf")
    let (left, right) = cancel(
      old["allOf"]?.array ?? [], new["allOf"]?.array ?? [], place, depth: depth)
    if left.count == 1, right.count == 1 {
      return compare(left[0], right[0].schema, place.form(right[0].index), depth: depth + 1)
    }
    if !left.isEmpty { say(.breaksHandlers, "has to meet one condition less", at: place) }
    if !right.isEmpty { say(.breaksHabits, "has to meet one condition more", at: place) }
  }

  mutating func say(
    _ effect: FunctionVerdict.Effect, _ predicate: String, at place: SchemaPlace
  ) {
    reasons.append(place.reason(effect, predicate))
  }
}
