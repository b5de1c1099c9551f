/// Puts the entries of a document into their canonical order, where nothing speaks against it.
///
/// A mapping is left in the author's order when it has a merge key; when it stands within an anchor,
/// since an alias may repeat it where order counts; and when an alias would come before its anchor,
/// or find another anchor of the same name.
struct KeyOrdering {
  private let hasAnchors: Bool

  static func apply(_ order: KeyOrder, to document: inout ConcreteDocument) {
    // The last text of such a file has to stay the last: anywhere else it would get a line break.
    guard !document.isUnterminated, var root = document.root else { return }
    KeyOrdering(hasAnchors: document.hasAnchors).order(&root, order)
    document.root = root
  }

  private init(hasAnchors: Bool) { self.hasAnchors = hasAnchors }

  private func order(_ node: inout ConcreteNode, _ order: KeyOrder) {
    if order == .asWritten || node.anchor != nil { return }
    switch node.content {
    case .collection(var collection):
      members(of: &collection.entries, order)
      if collection.isMapping, let keys = order.sortedKeys {
        sort(&collection.entries, by: keys)
      }
      node.content = .collection(collection)
    case .flow(var collection):
      members(of: &collection.entries, order)
      if collection.isMapping, let keys = order.sortedKeys, collection.canBeSorted {
        sort(&collection.entries, by: keys)
      }
      node.content = .flow(collection)
    default: break
    }
  }

  private func members(of entries: inout [ConcreteEntry], _ order: KeyOrder) {
    for index in entries.indices {
      guard var value = entries[index].value else { continue }
      let member = entries[index].key == nil ? order.item : order.member(entries[index].keyText)
      self.order(&value, member)
      entries[index].value = value
    }
  }

  /// Sorts the entries with a known key among the places that such entries have.
  private func sort(_ entries: inout [ConcreteEntry], by keys: [String]) {
    if entries.contains(where: \.isMerge) { return }
    let ranked = entries.indices.compactMap { index -> (index: Int, rank: Int)? in
      guard let rank = entries[index].keyText.flatMap(keys.firstIndex(of:)) else { return nil }
      return (index, rank)
    }
    let sorted = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
    guard sorted.map(\.index) != ranked.map(\.index) else { return }
    var result = entries
    for (place, source) in zip(ranked, sorted) { result[place.index] = entries[source.index] }
    if hasAnchors, Bindings(entries) != Bindings(result) { return }
    entries = result
  }
}

extension FlowCollection {
  /// Whether its entries stand on one line, or each on a line of its own, without comments.
  fileprivate var canBeSorted: Bool {
    let breaks = Set(entries.map(\.leading.hasBreak))
    return breaks.count == 1
      && entries.allSatisfy { !$0.leading.hasComments && $0.trailing == nil }
  }
}

/// Which anchor each alias means, and what the anchors mean afterwards.
private struct Bindings: Equatable {
  private var anchors: [String: Int] = [:]
  /// By the offset of the alias; nil for one whose anchor stands further up.
  private var aliases: [Int: Int?] = [:]

  init(_ entries: [ConcreteEntry]) { for entry in entries { add(entry) } }

  private mutating func add(_ entry: ConcreteEntry) {
    if let key = entry.key { add(key) }
    if let value = entry.value { add(value) }
  }

  private mutating func add(_ node: ConcreteNode) {
    if let anchor = node.anchor { anchors[anchor] = node.properties.first?.lowerBound }
    switch node.content {
    case .alias(let name, let range): aliases[range.lowerBound] = .some(anchors[name])
    case .collection(let collection): for entry in collection.entries { add(entry) }
    case .flow(let collection): for entry in collection.entries { add(entry) }
    case .pair(let entry): add(entry)
    case .empty, .inline, .blockScalar: break
    }
  }
}
