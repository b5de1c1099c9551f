import Diagnostics

extension ConcreteReader {
  // MARK: Block style

  /// The entries of a block collection up to its end, with the comments that are indented as they.
  mutating func blockCollection(isMapping: Bool) throws(Failure) -> BlockCollection {
    var collection = BlockCollection(isMapping: isMapping, entries: [])
    var start: (column: Int, foot: Int)?
    while true {
      let event = try next()
      if case .collectionEnd = event.kind {
        guard let start else { return collection }
        columns.removeLast()
        collection.foot = try foot(from: start.foot)
        return collection
      }
      let leading = try gap(upTo: event.start)
      if start == nil {
        let column = text.column(of: text.cursor)
        // A list may stand at the column of its key; comments there belong to the mapping.
        start = (column, columns.last == column ? column + 1 : column)
        columns.append(column)
      }
      var entry = try isMapping ? blockEntry(event) : blockItem(event)
      entry.leading = leading
      if let value = entry.value, case .empty = value.content, let start {
        entry.foot = try foot(from: start.column + 1)
      }
      collection.entries.append(entry)
    }
  }

  private mutating func foot(from column: Int) throws(Failure) -> [GapLine] {
    try at { text throws(UnformattablePlace) in try text.foot(from: column) }
  }

  private mutating func blockItem(_ event: Event) throws(Failure) -> ConcreteEntry {
    guard text.accept(UInt8(ascii: "-")) else { throw .place(text.unexpected) }
    return ConcreteEntry(value: try leaf(event, before: try gap(upTo: event.start)))
  }

  private mutating func blockEntry(_ event: Event) throws(Failure) -> ConcreteEntry {
    var entry = ConcreteEntry(keyText: event.keyText, isMerge: event.isMergeKey)
    if text.cursor < event.start, text.accept(UInt8(ascii: "?")) {
      entry.isExplicit = true
      entry.key = try leaf(event, before: try gap(upTo: event.start))
    } else {
      entry.key = try node(event, before: Gap())
    }
    let value = try next()
    let start = text.mark
    let above = try gap(upTo: value.start)
    guard text.accept(UInt8(ascii: ":")) else {
      guard entry.isExplicit, value.isEmpty else { throw .place(text.unexpected) }
      text.goBack(to: start)
      return entry
    }
    entry.beforeColon = above.allLines
    entry.value = try leaf(value, before: try gap(upTo: value.start))
    return entry
  }

  /// A node of a block collection, with the comment behind it.
  private mutating func leaf(_ event: Event, before: Gap) throws(Failure) -> ConcreteNode {
    var node = try node(event, before: before)
    if node.isLeaf { node.trailing = try trailingComment() }
    return node
  }

  // MARK: Flow style

  /// What stands between an opening bracket, which is passed, and its closing one.
  mutating func flowCollection(isMapping: Bool) throws(Failure) -> FlowCollection {
    var collection = FlowCollection(isMapping: isMapping, entries: [])
    var above = try gap()
    collection.opening = above.sameLine
    above.sameLine = nil
    while true {
      let event = try next()
      if case .collectionEnd = event.kind {
        guard text.accept(isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw .place(text.unexpected)
        }
        collection.closing = above
        return collection
      }
      var entry = try flowEntry(event, isMapping: isMapping)
      entry.leading = above
      above = try gap()
      collection.hasTrailingComma = text.accept(UInt8(ascii: ","))
      if collection.hasTrailingComma { above = above.followed(by: try gap()) }
      entry.trailing = above.sameLine
      above.sameLine = nil
      collection.entries.append(entry)
    }
  }

  /// A member of a flow collection, or the pair that stands for a mapping in a list.
  mutating func flowEntry(_ event: Event, isMapping: Bool) throws(Failure) -> ConcreteEntry {
    guard isMapping else {
      return ConcreteEntry(value: try node(event, before: Gap(), inFlow: true))
    }
    var entry = ConcreteEntry(keyText: event.keyText, isMerge: event.isMergeKey)
    var above = Gap()
    if text.cursor < event.start, text.accept(UInt8(ascii: "?")) {
      entry.isExplicit = true
      above = try gap(upTo: event.start)
    }
    entry.key = try node(event, before: above, inFlow: true)
    let value = try next()
    let start = text.mark
    let beforeColon = try gap()
    guard text.accept(UInt8(ascii: ":")) else {
      guard value.isEmpty else { throw .place(text.unexpected) }
      text.goBack(to: start)
      return entry
    }
    let afterColon = value.isBare ? Gap() : try gap(upTo: value.start)
    entry.value = try node(value, before: beforeColon.followed(by: afterColon), inFlow: true)
    return entry
  }
}

extension Event {
  fileprivate var keyText: String? { if case .scalar(let text, _) = kind { text } else { nil } }
}
