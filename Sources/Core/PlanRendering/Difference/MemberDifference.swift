import ResourceModel

/// The difference of two lists whose members have an identity, as tools have: who came, who left, who
/// moved, who changed.
struct MemberDifference {
  enum Edit {
    case added(JSONValue)
    case removed(JSONValue)
    /// Positions count from 1.
    case moved(JSONValue, from: Int, to: Int)
    case changed(JSONValue, [ValueEdit])
  }

  let edits: [Edit]

  init(from old: [JSONValue], to new: [JSONValue], shape: VariantShape, comparesKeyOrder: Bool) {
    let oldIdentities = Self.identities(of: old, shape: shape)
    let newIdentities = Self.identities(of: new, shape: shape)
    let oldPositions = Dictionary(
      zip(oldIdentities, old.indices), uniquingKeysWith: { first, _ in first })
    let newSet = Set(newIdentities)
    let stays = Self.unmoved(newIdentities.compactMap { oldPositions[$0] })
    let comparison = ValueDifference(comparesKeyOrder: comparesKeyOrder)
    var edits: [Edit] = []
    for (position, (identity, value)) in zip(newIdentities, new).enumerated() {
      guard let before = oldPositions[identity] else {
        edits.append(.added(value))
        continue
      }
      if !stays.contains(before) {
        edits.append(.moved(value, from: before + 1, to: position + 1))
      }
      let changes = comparison.edits(from: old[before], to: value)
      if !changes.isEmpty { edits.append(.changed(value, changes)) }
    }
    for (identity, value) in zip(oldIdentities, old) where !newSet.contains(identity) {
      edits.append(.removed(value))
    }
    self.edits = edits
  }

  /// The identity of each member, and which of its name it is where names repeat.
  private static func identities(of members: [JSONValue], shape: VariantShape) -> [String] {
    var seen: [String: Int] = [:]
    return members.map { member in
      let identity = shape.identity(of: member)
      seen[identity, default: 0] += 1
      return "\(identity)\u{0}\(seen[identity] ?? 0)"
    }
  }

  /// The members that keep their order among themselves: the longest increasing run of positions.
  private static func unmoved(_ positions: [Int]) -> Set<Int> {
    var longest = Array(repeating: 1, count: positions.count)
    var previous: [Int?] = Array(repeating: nil, count: positions.count)
    for index in positions.indices {
      for earlier in 0..<index
      where positions[earlier] < positions[index] && longest[earlier] + 1 > longest[index] {
        longest[index] = longest[earlier] + 1
        previous[index] = earlier
      }
    }
    var stays: Set<Int> = []
    var index = positions.indices.max { longest[$0] < longest[$1] }
    while let position = index {
      stays.insert(positions[position])
      index = previous[position]
    }
    return stays
  }
}
