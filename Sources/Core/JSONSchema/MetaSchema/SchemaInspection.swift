import OrderedCollections
import ResourceModel

/// The walk behind `MetaSchema.violations`. A schema without a mistake costs no allocation: places
/// are put together on the way back out, and only where something was found.
struct SchemaInspection {
  struct Finding {
    let keyword: Keyword?
    var stepsFromInside: [JSONPointer.Step] = []
  }

  static let deepestLevel = 512

  private(set) var found: [Finding] = []
  private var level = 0

  mutating func schema(_ value: JSONValue, in keyword: Keyword?) {
    switch value {
    case .bool: break
    case .object(let members):
      guard level < Self.deepestLevel else { return }
      level += 1
      for index in members.values.indices {
        guard let keyword = KeywordTable.standard[members.keys[index]] else { continue }
        let before = found.count
        check(members.values[index], of: keyword)
        if found.count > before { place(before..<found.count, under: .key(keyword.name)) }
      }
      level -= 1
    default: refuse(keyword)
    }
  }

  private mutating func check(_ value: JSONValue, of keyword: Keyword) {
    switch keyword.takes {
    case .anything: break
    case .schema: schema(value, in: keyword)
    case .schemas: schemas(value, in: keyword)
    case .schemaMap: each(value, in: keyword) { $0.schema($1, in: keyword) }
    case .schemaOrTextsMap: each(value, in: keyword) { $0.schemaOrTexts($1, in: keyword) }
    case .types: types(value, in: keyword)
    case .textsOnce: textsOnce(value, in: keyword)
    case .textsOnceMap: each(value, in: keyword) { $0.textsOnce($1, in: keyword) }
    case .flagMap:
      each(value, in: keyword) { inspection, value in
        if case .bool = value {} else { inspection.refuse(keyword) }
      }
    case .flag: if case .bool = value {} else { refuse(keyword) }
    case .list: if case .array = value {} else { refuse(keyword) }
    case .number: if case .number = value {} else { refuse(keyword) }
    case .positiveNumber: if !isPositive(value) { refuse(keyword) }
    case .count: if !isCount(value) { refuse(keyword) }
    case .text, .regularExpression, .uri, .uriReference:
      if case .string = value {} else { refuse(keyword) }
    case .identifier: if !isText(value, where: Self.isIdentifier) { refuse(keyword) }
    case .anchor: if !isText(value, where: Self.isAnchor) { refuse(keyword) }
    }
  }

  private mutating func refuse(_ keyword: Keyword?) { found.append(Finding(keyword: keyword)) }

  private mutating func place(_ findings: Range<Int>, under step: JSONPointer.Step) {
    for index in findings { found[index].stepsFromInside.append(step) }
  }
}

// MARK: - Values that hold others

extension SchemaInspection {
  private mutating func schemas(_ value: JSONValue, in keyword: Keyword) {
    guard case .array(let items) = value, !items.isEmpty else { return refuse(keyword) }
    for (index, item) in items.enumerated() {
      let before = found.count
      schema(item, in: keyword)
      if found.count > before { place(before..<found.count, under: .index(index)) }
    }
  }

  private mutating func each(
    _ value: JSONValue, in keyword: Keyword, check: (inout SchemaInspection, JSONValue) -> Void
  ) {
    guard case .object(let members) = value else { return refuse(keyword) }
    for index in members.values.indices {
      let before = found.count
      check(&self, members.values[index])
      if found.count > before { place(before..<found.count, under: .key(members.keys[index])) }
    }
  }

  private mutating func schemaOrTexts(_ value: JSONValue, in keyword: Keyword) {
    if case .array = value { textsOnce(value, in: keyword) } else { schema(value, in: keyword) }
  }

  private mutating func textsOnce(_ value: JSONValue, in keyword: Keyword) {
    guard case .array(let items) = value else { return refuse(keyword) }
    once(items, in: keyword) { _ in true }
  }

  private mutating func types(_ value: JSONValue, in keyword: Keyword) {
    switch value {
    case .string(let name): if JSONType(named: name) == nil { refuse(keyword) }
    case .array(let items) where !items.isEmpty:
      once(items, in: keyword) { JSONType(named: $0) != nil }
    default: refuse(keyword)
    }
  }

  /// Texts that pass a test, each of them once. A wrong one that stands twice is two mistakes, each
  /// of them wrong by itself; a right one is wrong only where it is repeated.
  private mutating func once(
    _ items: [JSONValue], in keyword: Keyword, where isRight: (String) -> Bool
  ) {
    var isSound = true
    for item in items {
      if case .string(let text) = item, isRight(text) { continue }
      isSound = false
      break
    }
    if isSound, items.count < 2 { return }
    var wrong = items.indices.filter { index in items[index].string.map { !isRight($0) } ?? true }
    wrong += ExactText.repetitions(
      in: items.map { item in item.string.flatMap { isRight($0) ? $0 : nil } })
    for index in wrong.sorted() {
      refuse(keyword)
      place(found.count - 1..<found.count, under: .index(index))
    }
  }
}

// MARK: - Single values

extension SchemaInspection {
  private func isText(_ value: JSONValue, where isRight: (String) -> Bool) -> Bool {
    if case .string(let text) = value { isRight(text) } else { false }
  }

  private func isPositive(_ value: JSONValue) -> Bool {
    guard case .number(let number) = value else { return false }
    // Every number but zero has a digit other than 0 before its exponent.
    return number.text.utf8.first != UInt8(ascii: "-")
      && number.text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains {
        $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
      }
  }

  private func isCount(_ value: JSONValue) -> Bool {
    guard case .number(let number) = value else { return false }
    if let integer = Int(number.text) { return integer >= 0 }
    guard let exact = ExactNumber(number) else {
      // An exponent past all sums: whole when it is positive.
      return !number.text.utf8.contains(UInt8(ascii: "-"))
    }
    return exact.isInteger && (exact.isZero || exact.isPositive)
  }

  /// `^[^#]*#?$`: one `#` at most, at the end.
  private static func isIdentifier(_ text: String) -> Bool {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "#")) else { return true }
    return text.utf8.index(after: mark) == text.utf8.endIndex
  }

  /// `^[A-Za-z_][-A-Za-z0-9._]*$`
  private static func isAnchor(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}
