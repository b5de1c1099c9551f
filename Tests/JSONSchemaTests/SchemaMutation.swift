import JSONSchema
import OrderedCollections
import ResourceModel
import TestSupport

/// Makes schemas out of others, by putting values and keywords where they do not belong.
struct SchemaMutation {
  private var generator: SeededGenerator
  private let sources: [JSONValue]

  init(seed: UInt64, sources: [JSONValue]) {
    generator = SeededGenerator(seed: seed)
    self.sources = sources
  }

  mutating func next() -> JSONValue {
    var schema = pick(sources)
    for _ in 0...Int.random(in: 0...1, using: &generator) { schema = mutated(schema) }
    return schema
  }

  private mutating func mutated(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(var members) where !members.isEmpty && !chance(of: 5):
      if chance(of: 3) {
        members[pick(Keyword.allCases).name] = chance(of: 2) ? replacement() : pick(sources)
      } else {
        let index = Int.random(in: members.elements.indices, using: &generator)
        members.values[index] = mutated(members.values[index])
      }
      return .object(members)
    case .array(var items) where !items.isEmpty && !chance(of: 5):
      let index = Int.random(in: items.indices, using: &generator)
      if chance(of: 3) { items.append(items[index]) } else { items[index] = mutated(items[index]) }
      return .array(items)
    default: return replacement()
    }
  }

  private mutating func replacement() -> JSONValue {
    let numbers = ["0", "1", "-1", "1.5", "2.0", "0e5", "-0", "1e-3", "1e400", "10e-1", "0.0"]
    let texts = ["string", "number", "float", "", "a#", "a#b", "#", "_a.-1", "9", "a b", "\u{E9}"]
    let number = JSONValue.number(JSONNumber(validated: pick(numbers)))
    let text = JSONValue.string(pick(texts))
    let others: [JSONValue] = [
      .null, true, false, number, text, [], [:], [text], [text, text], [text, number],
      [["type": text]], ["a": text], ["a": [text, text]], ["a": true], ["type": text],
      ["a": ["type": text]], ["a": [text]],
    ]
    return pick(others)
  }

  private mutating func chance(of count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: items.indices, using: &generator)]
  }
}
