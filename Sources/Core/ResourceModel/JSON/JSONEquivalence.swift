import OrderedCollections

extension JSONValue {
  /// Whether two values mean the same: numbers by value, objects whatever the order of their keys.
  package func isEquivalent(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.elements.allSatisfy { key, value in
          right[key].map { value.isEquivalent(to: $0) } ?? false
        }
    case (.string(let left), .string(let right)):
      // Texts are compared as they are sent, byte by byte: two ways to write an accent are two texts.
      left.utf8.elementsEqual(right.utf8)
    default: self == other
    }
  }
}
