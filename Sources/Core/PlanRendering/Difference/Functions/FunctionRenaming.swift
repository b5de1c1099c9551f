import ResourceModel

/// Which function of those that went is which of those that came, under another name.
enum FunctionRenaming {
  /// Positions in both lists, each at most once: first those whose description is the same too.
  static func pairs(
    _ gone: [JSONValue], _ come: [JSONValue], _ shape: VariantShape
  ) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var taken: Set<Int> = []
    for needsDescription in [true, false] {
      for (position, value) in come.enumerated()
      where !pairs.contains(where: { $0.new == position }) {
        guard let function = shape.function(of: value) else { continue }
        let former = gone.indices.first { index in
          guard !taken.contains(index), let other = shape.function(of: gone[index]) else {
            return false
          }
          return function.comparison.isRenamed(other.value, function.value)
            && (!needsDescription
              || function.comparison.hasSameDescription(other.value, function.value))
        }
        guard let former else { continue }
        taken.insert(former)
        pairs.append((former, position))
      }
    }
    return pairs
  }
}

extension VariantShape {
  /// The part of a member that the model calls, the way to it, and what compares two versions of it; nil
  /// for one that is not called.
  func function(
    of member: JSONValue
  ) -> (value: JSONValue, path: ValuePath, comparison: FunctionComparison)? {
    guard let variant = variant(of: member) else { return nil }
    if let callable = variant.shape.callable {
      return (member, ValuePath(), FunctionComparison(callable: callable))
    }
    for field in variant.shape.fields {
      guard case .object(let shape) = field.shape, let callable = shape.callable,
        let value = member[field.name]
      else { continue }
      return (value, ValuePath().appending(field.name), FunctionComparison(callable: callable))
    }
    return nil
  }
}
