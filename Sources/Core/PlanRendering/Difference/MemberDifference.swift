import ResourceModel

/// The difference of two lists whose members have an identity, as tools have: who came, who left, who
/// moved, who changed.
struct MemberDifference {
  enum Edit {
    case added(JSONValue, at: ValuePath)
    case removed(JSONValue)
    /// Positions count from 1.
    case moved(JSONValue, from: Int, to: Int)
    /// The paths of the edits begin at the top of the new list.
    case changed(JSONValue, at: ValuePath, [ValueEdit])
    /// The same with another name: the new value, the old one, and what else changed.
    case renamed(JSONValue, from: JSONValue, at: ValuePath, [ValueEdit])

    /// As it is, or as it was where it left the list.
    var member: JSONValue {
      switch self {
      case .added(let member, _), .removed(let member), .moved(let member, _, _),
        .changed(let member, _, _), .renamed(let member, _, _, _):
        member
      }
    }

    var isMove: Bool { if case .moved = self { true } else { false } }
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
      let path = ValuePath().appending(position)
      guard let before = oldPositions[identity] else {
        edits.append(.added(value, at: path))
        functions.append(
          shape.function(of: value).map {
            $0.comparison.verdict(onAdded: $0.value).placed(at: path.appending($0.path))
          })
        continue
      }
      if !stays.contains(before) {
        edits.append(.moved(value, from: before + 1, to: position + 1))
      }
      let changes = comparison.edits(from: old[before], to: value, at: path)
      if renamed.contains(before) {
        edits.append(.renamed(value, from: old[before], at: path, changes))
      } else if !changes.isEmpty {
        edits.append(.changed(value, at: path, changes))
      }
      if let left = shape.function(of: old[before]), let right = shape.function(of: value) {
        let verdict = right.comparison.verdict(from: left.value, to: right.value)
        functions.append(verdict?.placed(at: path.appending(right.path)))
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

  /// The path of the only thing that is said of the list, other than that something left it: the first
  /// part of a changed member, or a member that came.
  var onlyChangedPath: ValuePath? {
    guard edits.count == 1 else { return nil }
    switch edits[0] {
    case .added(_, let path): return path
    case .changed(_, let path, let edits), .renamed(_, _, let path, let edits):
      return edits.first?.path ?? path
    case .moved, .removed: return nil
    }
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
