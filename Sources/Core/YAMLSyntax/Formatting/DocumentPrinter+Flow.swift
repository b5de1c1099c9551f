/// What stands in brackets: the author's line breaks stay, with the indentation of their depth.
extension DocumentPrinter {
  mutating func flow(_ collection: FlowCollection, indent: Int) {
    let inner = indent + 2
    output.append(collection.isMapping ? UInt8(ascii: "{") : UInt8(ascii: "["))
    behind(collection.opening)
    var mustBreak = collection.opening != nil
    for (index, entry) in collection.entries.enumerated() {
      if mustBreak || entry.leading.hasBreak {
        startLine(entry.leading.lines, indent: inner, isFirst: index == 0)
      } else if index > 0 || collection.isMapping {
        space()
      }
      flowEntry(entry, indent: inner)
      let isLast = index + 1 == collection.entries.count
      if !isLast || (collection.hasTrailingComma && collection.closing.hasBreak) {
        if entry.endsOpen { space() }
        output.append(UInt8(ascii: ","))
      }
      behind(entry.trailing)
      mustBreak = entry.trailing != nil
    }
    if mustBreak || collection.closing.hasBreak, !collection.isBlankInside {
      startLine(collection.closing.lines.withoutLastBlanks, indent: inner, last: indent)
    } else if let last = collection.entries.last, collection.isMapping || last.endsOpen {
      space()
    }
    output.append(collection.isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]"))
  }

  private mutating func startLine(
    _ above: [GapLine], indent: Int, last: Int? = nil, isFirst: Bool = false
  ) {
    endLine()
    if isFirst { refusesBlank = true }
    lines(above, indent: indent)
    self.indent(last ?? indent)
  }

  private mutating func flowEntry(_ entry: ConcreteEntry, indent: Int) {
    if let key = entry.key {
      if entry.isExplicit {
        output.append(UInt8(ascii: "?"))
        flowMember(key, indent: indent)
      } else {
        flowNode(key, indent: indent)
      }
      guard let value = entry.value else { return }
      if case .alias = key.content { space() }
      output.append(UInt8(ascii: ":"))
      flowMember(value, indent: indent)
    } else if let value = entry.value {
      flowNode(value, indent: indent)
    }
  }

  /// What follows `:` or `?` in brackets.
  private mutating func flowMember(_ node: ConcreteNode, indent: Int) {
    if node.before.hasComments {
      behind(node.before.sameLine)
      startLine(node.before.lines, indent: indent + 2)
      flowNode(node, indent: indent + 2)
    } else {
      if case .empty = node.content, node.properties.isEmpty { return }
      space()
      flowNode(node, indent: indent)
    }
  }

  private mutating func flowNode(_ node: ConcreteNode, indent: Int) {
    properties(of: node)
    if case .empty = node.content { return }
    if !node.properties.isEmpty { space() }
    switch node.content {
    case .alias(_, let range): output += source[range]
    case .inline(let range, _): scalar(range, indent: indent + 2)
    case .flow(let collection): flow(collection, indent: indent)
    case .pair(let entry): flowEntry(entry, indent: indent)
    case .empty, .blockScalar, .collection: break
    }
  }
}

extension ConcreteEntry {
  /// Whether it ends with a colon or a property, which a comma or bracket would become a part of.
  fileprivate var endsOpen: Bool {
    switch value?.content {
    case .empty: key != nil || value?.properties.isEmpty == false
    case .pair(let entry): entry.endsOpen
    default: false
    }
  }
}

extension FlowCollection {
  /// Whether nothing but line breaks stands between the brackets.
  fileprivate var isBlankInside: Bool {
    entries.isEmpty && opening == nil && !closing.hasComments
  }
}

extension [GapLine] {
  fileprivate var withoutLastBlanks: [GapLine] {
    let last = lastIndex { $0 != .blank }
    return Array(self[..<(last.map { $0 + 1 } ?? 0)])
  }
}
