/// In which order the keys of a mapping are written, and of those below it.
package indirect enum KeyOrder: Sendable, Equatable {
  /// The author's order, here and below: that of JSON schemas, which models read, and of maps.
  case asWritten
  /// Known keys. When `sorted`, they stand in the order of the list; keys that the list lacks keep
  /// their place among them.
  case fields([Field], sorted: Bool)
  /// Keys of the author's choice, in the author's order, with values of one kind.
  case map(of: KeyOrder)
  /// A list, or a single member where a list may be one.
  case list(of: KeyOrder)

  package struct Field: Sendable, Equatable {
    package let key: String
    package let order: KeyOrder

    package init(_ key: String, _ order: KeyOrder = .asWritten) {
      self.key = key
      self.order = order
    }
  }

  /// The order below a key.
  func member(_ key: String?) -> KeyOrder {
    switch self {
    case .asWritten: .asWritten
    case .fields(let fields, _): fields.first { $0.key == key }?.order ?? .asWritten
    case .map(let order): order
    case .list(let order): order.member(key)
    }
  }

  /// The order of a list's members.
  var item: KeyOrder {
    if case .list(let order) = self { order } else { .asWritten }
  }

  /// The keys that a mapping of this order is sorted by; nil where the author's order stays.
  var sortedKeys: [String]? {
    switch self {
    case .fields(let fields, sorted: true): fields.map(\.key)
    case .list(let order): order.sortedKeys
    default: nil
    }
  }
}
