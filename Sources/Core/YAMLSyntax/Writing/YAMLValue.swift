/// A value that is to be written as YAML.
package indirect enum YAMLValue: Sendable, Equatable {
  /// A number, a boolean or null, as it stands.
  case literal(String)
  case text(String)
  case list([YAMLValue])
  /// On one line where it is short and holds nothing but scalars and lists of them.
  case mapping([Member])
  /// On lines of its own, however short.
  case block([Member])
  /// With a comment on the lines above; for a member of a list.
  case commented([String], YAMLValue)

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: YAMLValue

    package init(_ key: String, _ value: YAMLValue) {
      self.key = key
      self.value = value
    }
  }
}

extension YAMLValue {
  /// Whether it may stand in brackets, as far as its form goes.
  var isFlat: Bool {
    switch self {
    case .mapping(let members): members.allSatisfy { $0.value.isFlatList || $0.value.isScalar }
    default: isFlatList
    }
  }

  var isScalar: Bool {
    switch self {
    case .literal, .text: true
    case .list, .mapping, .block, .commented: false
    }
  }

  var isEmptyCollection: Bool {
    switch self {
    case .list(let items): items.isEmpty
    case .mapping(let members), .block(let members): members.isEmpty
    case .literal, .text, .commented: false
    }
  }

  private var isFlatList: Bool {
    if case .list(let items) = self { return items.allSatisfy(\.isScalar) }
    return isEmptyCollection
  }
}
