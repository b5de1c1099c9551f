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
    /// The same with another name: the new value, the old one, and what else changed.
    case renamed(JSONValue, from: JSONValue, [ValueEdit])
  }

  let edits: [Edit]
  /// Whether what the model calls still works for those who call and answer it: one for each function
  /// that came, went or changed, in the order of the edits.
  let functions: [FunctionVerdict]

  init(from old: [JSONValue], to new: [JSONValue], shape: VariantShape, comparesKeyOrder: Bool) {
    let oldIdentities = Self.identities(of: old, shape: shape)
    let newIdentities = Self.identities(of: new, shape: shape)
    var oldPositions = Dictionary(
      zip(oldIdentities, old.indices), uniquingKeysWith: { first, _ in first })
    let newSet = Set(newIdentities)
    let gone = zip(oldIdentities, old.indices).filter { !newSet.contains($0.0) }.map(\.1)
    let come = zip(newIdentities, new.indices).filter { oldPositions[$0.0] == nil }.map(\.1)
    let renamings = FunctionRenaming.pairs(gone.map { old[$0] }, come.map { new[$0] }, shape)
    for (left, right) in renamings { oldPositions[newIdentities[come[right]]] = gone[left] }
    let renamed = Set(renamings.map { gone[$0.old] })
    let stays = Self.unmoved(newIdentities.compactMap { oldPositions[$0] })
    let comparison = ValueDifference(comparesKeyOrder: comparesKeyOrder)
    var edits: [Edit] = []
    var functions: [FunctionVerdict?] = []
    for (position, (identity, value)) in zip(newIdentities, new).enumerated() {
      guard let before = oldPositions[identity] else {
        edits.append(.added(value))
        functions.append(shape.function(of: value).map { $0.comparison.verdict(onAdded: $0.value) })
        continue
      }
      if !stays.contains(before) {
        edits.append(.moved(value, from: before + 1, to: position + 1))
      }
      let changes = comparison.edits(from: old[before], to: value)
      if renamed.contains(before) {
        edits.append(.renamed(value, from: old[before], changes))
      } else if !changes.isEmpty {
        edits.append(.changed(value, changes))
      }
      if let left = shape.function(of: old[before]), let right = shape.function(of: value) {
        functions.append(right.comparison.verdict(from: left.value, to: right.value))
      }
    }
    for position in gone where !renamed.contains(position) {
      edits.append(.removed(old[position]))
      functions.append(
        shape.function(of: old[position]).map { $0.comparison.verdict(onRemoved: $0.value) })
    }
    self.edits = edits
    self.functions = functions.compactMap { $0 }
  }

  /// On a member that changed, went or has another name; nil where nothing is called, or nothing was
  /// said that matters to anybody.
  func verdict(on member: JSONValue, in shape: VariantShape) -> FunctionVerdict? {
    guard let function = shape.function(of: member),
      let name = function.value[function.comparison.callable.name]?.string
    else { return nil }
    return functions.first { $0.name == name && $0.change != .added }
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
