/// Finds keywords by name. Schemas are read by the ten thousand, and this is asked for every key:
/// a hash of its own over a few bytes is several times quicker than the one of a dictionary.
struct KeywordTable: Sendable {
  private struct Slot: Sendable {
    let name: String
    let keyword: Keyword
  }

  static let standard = KeywordTable()

  private let slots: [Slot?]

  private init() {
    // Four times as many slots as keywords: most lookups touch one.
    var slots = [Slot?](repeating: nil, count: 256)
    for keyword in Keyword.allCases {
      var index = Self.hash(keyword.name)
      while slots[index] != nil { index = (index + 1) & 255 }
      slots[index] = Slot(name: keyword.name, keyword: keyword)
    }
    self.slots = slots
  }

  subscript(name: String) -> Keyword? {
    var index = Self.hash(name)
    while let slot = slots[index] {
      if slot.name == name { return slot.keyword }
      index = (index + 1) & 255
    }
    return nil
  }

  private static func hash(_ name: String) -> Int {
    // All but texts of other languages lie in one piece, which is quicker to read.
    name.utf8.withContiguousStorageIfAvailable { hash(of: $0) } ?? hash(of: name.utf8)
  }

  private static func hash(of bytes: some Sequence<UInt8>) -> Int {
    var hash: UInt32 = 0
    for byte in bytes { hash = hash &* 31 &+ UInt32(byte) }
    return Int((hash ^ (hash >> 8)) & 255)
  }
}

extension Keyword {
  /// Nil for what is no keyword; such keys are ignored by schemas.
  package init?(named name: String) {
    guard let keyword = KeywordTable.standard[name] else { return nil }
    self = keyword
  }
}
