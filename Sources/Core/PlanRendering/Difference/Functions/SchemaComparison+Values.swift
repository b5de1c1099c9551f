import ResourceModel

/// What a value is: its types, and the values that it may be.
extension SchemaComparison {
  mutating func compareTypes(_ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace) {
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

  mutating func compareValues(_ old: SchemaView, _ new: SchemaView, _ place: SchemaPlace) {
    let place = place.keyword(new["enum"] ?? old["enum"] == nil ? "const" : "enum")
    switch (old.values, new.values) {
    case (nil, nil): return
    case (nil, let values?):
      say(.breaksHabits, "is one of \(Self.words(values)), and was free", at: place)
    case (let values?, nil):
      say(.breaksHandlers, "is free, and was one of \(Self.words(values))", at: place)
    case (let before?, let after?):
      let form = { (value: JSONValue) in JSONWriter.bytes(value, .canonical) }
      let (known, wanted) = (Set(before.map(form)), Set(after.map(form)))
      let added = after.filter { !known.contains(form($0)) }
      let removed = before.filter { !wanted.contains(form($0)) }
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
}
