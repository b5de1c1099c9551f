/// Whether two trees mean the same: kinds, values, styles of scalars and orders of keys, apart from
/// the keys that were to be sorted.
enum TreeEquivalence {
  static func holds(_ left: YAMLNode?, _ right: YAMLNode?, _ order: KeyOrder) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): holds(left, right, order)
    default: false
    }
  }

  private static func holds(_ left: YAMLNode, _ right: YAMLNode, _ order: KeyOrder) -> Bool {
    switch (left.content, right.content) {
    case (.scalar(let left), .scalar(let right)):
      return left.text == right.text && left.style == right.style && left.value == right.value
    case (.sequence(let left), .sequence(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { holds($0, $1, order.item) }
    case (.mapping(let left), .mapping(let right)):
      guard left.entries.count == right.entries.count else { return false }
      if order.sortedKeys == nil {
        return zip(left.entries, right.entries).allSatisfy { left, right in
          left.key == right.key && holds(left.value, right.value, order.member(left.key))
        }
      }
      return left.entries.allSatisfy { entry in
        right[entry.key].map { holds(entry.value, $0.value, order.member(entry.key)) } ?? false
      }
    default: return false
    }
  }
}
