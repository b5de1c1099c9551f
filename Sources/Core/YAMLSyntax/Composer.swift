import Diagnostics

/// Events to a tree: resolves aliases and merge keys, and collects what is wrong.
struct Composer: ~Copyable {
  private let source: SourceExtent
  private var events: EventReader
  private var anchors: [String: Anchor] = [:]
  private var expandedNodes = 0
  private(set) var diagnostics: [Diagnostic] = []

  /// A node with what its repetition by aliases would cost.
  private struct Composed {
    let node: YAMLNode
    /// The nodes that it consists of, aliases resolved.
    var nodes = 1
    /// The collections that stand in one another in it: 0 for a scalar.
    var height = 0
  }

  private enum Anchor {
    /// The node is still being read: an alias to it would be a part of itself.
    case open(SourceSpan)
    case closed(Composed)
  }

  init(_ source: SourceExtent, events: consuming EventReader) {
    self.source = source
    self.events = events
  }

  /// The root of the only document; nil for an empty one, and after a mistake that ended reading.
  mutating func root() -> YAMLNode? {
    do {
      guard case .documentStart = try events.next().kind else { return nil }
      let root = try value(try events.next(), depth: 0).node
      _ = try events.next()
      let next = try events.next()
      if case .documentStart = next.kind {
        let visible = next.end > next.start ? source.span(next.start, next.end) : nil
        diagnostics.append(.secondDocument(at: visible ?? source.visibleSpan(at: next.start)))
      }
      let isEmpty = root.span.start == root.span.end && root.scalar != nil
      return isEmpty ? nil : root
    } catch {
      // What was found within the place of the last mistake is a consequence of it.
      diagnostics.removeAll { found in
        error.diagnostic.span?.contains(found.span) ?? false
      }
      diagnostics.append(error.diagnostic)
      return nil
    }
  }

  /// A node that is not a key: as a key, a number that JSON does not have is only a text.
  private mutating func value(_ event: Event, depth: Int) throws(Stop) -> Composed {
    if case .scalar(let text, .plain) = event.kind, event.tag == nil,
      CoreSchema.isNumberBeyondJSON(text)
    {
      diagnostics.append(.numberBeyondJSON(text, at: span(event)))
      let unknown = placeholder(event)
      if let anchor = event.anchor { anchors[anchor] = .closed(unknown) }
      return unknown
    }
    return try composed(event, depth: depth)
  }

  private mutating func composed(_ event: Event, depth: Int) throws(Stop) -> Composed {
    if let anchor = event.anchor, !event.isAlias {
      anchors[anchor] = .open(source.span(event.start, event.end))
    }
    let composed: Composed
    switch event.kind {
    case .alias(let name): return try resolved(alias: name, event, depth: depth)
    case .scalar(let text, let style): composed = scalar(text, style, event)
    case .sequenceStart: composed = try sequence(event, depth: depth + 1)
    case .mappingStart: composed = try mapping(event, depth: depth + 1)
    // libyaml never gives another event where a node is due.
    case .documentStart, .documentEnd, .streamEnd, .collectionEnd: return placeholder(event)
    }
    if let anchor = event.anchor { anchors[anchor] = .closed(composed) }
    return composed
  }

  // MARK: Scalars

  private mutating func scalar(
    _ text: String, _ style: YAMLScalar.Style, _ event: Event
  ) -> Composed {
    guard let value = value(text, style, event) else { return placeholder(event) }
    let scalar = YAMLScalar(text: text, style: style, value: value)
    return Composed(node: YAMLNode(content: .scalar(scalar), span: span(event)))
  }

  /// Nil when a mistake leaves no value, which was told.
  private mutating func value(
    _ text: String, _ style: YAMLScalar.Style, _ event: Event
  ) -> YAMLScalar.CoreValue? {
    guard let tag = event.tag else {
      return style == .plain ? CoreSchema.value(of: text) : .string(text)
    }
    guard let known = KnownTag(rawValue: tag) else {
      diagnostics.append(.unknownTag(at: source.tagSpan(from: event.start)))
      return .string(text)
    }
    if let value = CoreSchema.value(of: text, tagged: known) { return value }
    // A number beyond JSON has a message of its own.
    if !CoreSchema.isNumberBeyondJSON(text) || known != .float {
      diagnostics.append(.tagDoesNotFit(at: source.tagSpan(from: event.start)))
    } else {
      diagnostics.append(.numberBeyondJSON(text, at: span(event)))
    }
    return nil
  }

  // MARK: Collections

  private mutating func sequence(_ event: Event, depth: Int) throws(Stop) -> Composed {
    try checkDepth(depth, event)
    checkTag(event, .sequence)
    var items: [YAMLNode] = []
    var (nodes, height) = (1, 1)
    while true {
      let next = try events.next()
      if case .collectionEnd(let closes) = next.kind {
        let end = closes ? next.end : items.last?.span.end ?? event.end
        let node = YAMLNode(content: .sequence(items), span: source.span(event.start, end))
        return Composed(node: node, nodes: nodes, height: height)
      }
      let item = try value(next, depth: depth)
      items.append(item.node)
      nodes += item.nodes
      height = max(height, item.height + 1)
    }
  }

  private mutating func mapping(_ event: Event, depth: Int) throws(Stop) -> Composed {
    try checkDepth(depth, event)
    checkTag(event, .mapping)
    var mapping = YAMLMapping()
    var merge: (keySpan: SourceSpan, position: Int, sources: [YAMLMapping])?
    var (nodes, height, end) = (1, 1, event.end)
    while true {
      let next = try events.next()
      if case .collectionEnd(let closes) = next.kind {
        if let merge { mapping = mapping.merging(merge.sources, at: merge.position) }
        let span = source.span(event.start, closes ? next.end : end)
        // `{{name}}` was meant as a text: what else it is not is no second mistake.
        let isText = closes && mapping.isPartial && mapping.entries.isEmpty && isBraces(event)
        let content = isText ? YAMLNode.Content.scalar(.unknown) : .mapping(mapping)
        return Composed(
          node: YAMLNode(content: content, span: span), nodes: nodes, height: height)
      }
      let key = try composed(next, depth: depth)
      let value = try value(try events.next(), depth: depth)
      nodes += key.nodes + value.nodes
      height = max(height, key.height + 1, value.height + 1)
      end = max(end, key.node.span.end, value.node.span.end)
      if next.isMergeKey {
        if let first = merge {
          diagnostics.append(.duplicateKey("<<", at: key.node.span, first: first.keySpan))
          mapping.isPartial = true
        } else {
          merge = (key.node.span, mapping.entries.count, sources(ofMerge: value.node))
        }
        continue
      }
      guard let text = keyText(key.node, isBraces: isBraces(event)) else {
        mapping.isPartial = true
        continue
      }
      let entry = YAMLMapping.Entry(key: text, keySpan: key.node.span, value: value.node)
      if let first = mapping.insert(entry) {
        diagnostics.append(.duplicateKey(text, at: entry.keySpan, first: first.keySpan))
      }
    }
  }

  /// Whether a mapping starts with `{{`.
  private func isBraces(_ event: Event) -> Bool {
    source[event.start] == UInt8(ascii: "{") && source[event.start + 1] == UInt8(ascii: "{")
  }

  private mutating func keyText(_ key: YAMLNode, isBraces: Bool) -> String? {
    guard let scalar = key.scalar else {
      let span = source.firstLine(of: key.span)
      diagnostics.append(
        isBraces ? .unquotedPlaceholder(at: span) : .keyIsNoText(key.kindName, at: span))
      return nil
    }
    if scalar.isUnknown { return nil }
    if case .null = scalar.value {
      let span = key.span.start < key.span.end ? key.span : source.visibleSpan(at: key.span.start)
      diagnostics.append(.nullKey(at: span))
      return nil
    }
    return scalar.text
  }

  private mutating func sources(ofMerge value: YAMLNode) -> [YAMLMapping] {
    if value.isUnknown { return [.unknown] }
    if let mapping = value.mapping { return [mapping] }
    guard let items = value.sequence else {
      diagnostics.append(.mergeOfNoMapping(value.kindName, at: source.firstLine(of: value.span)))
      return [.unknown]
    }
    var mappings: [YAMLMapping] = []
    for item in items {
      if item.isUnknown {
        mappings.append(.unknown)
      } else if let mapping = item.mapping {
        mappings.append(mapping)
      } else {
        diagnostics.append(.mergeOfNoMapping(item.kindName, at: source.firstLine(of: item.span)))
        mappings.append(.unknown)
      }
    }
    return mappings
  }

  // MARK: Aliases

  /// What an alias stands for. The limits are checked here, before anything is repeated: the tree
  /// shares the node, but who walks through the tree walks through every repetition.
  private mutating func resolved(
    alias name: String, _ event: Event, depth: Int
  ) throws(Stop) -> Composed {
    switch anchors[name] {
    case nil:
      // In the worst of files, every alias is unknown and every node has an anchor.
      let isCommon = diagnostics.count < 100
      let near = isCommon ? Suggestion.nearest(to: name, in: anchors.keys) : nil
      diagnostics.append(.undefinedAlias(name, didYouMean: near, at: span(event)))
      return placeholder(event)
    case .open(let anchor):
      diagnostics.append(.aliasInsideItself(name, at: span(event), anchor: anchor))
      return placeholder(event)
    case .closed(var composed):
      expandedNodes += composed.nodes
      guard expandedNodes <= YAMLLimits.expandedNodes else {
        throw Stop(.aliasesExpandTooFar(at: span(event), anchor: composed.node.span))
      }
      guard depth + composed.height <= YAMLLimits.nesting else {
        throw Stop(.nestedTooDeep(at: span(event)))
      }
      let node = YAMLNode(content: composed.node.content, span: span(event))
      composed = Composed(node: node, nodes: composed.nodes, height: composed.height)
      return composed
    }
  }

  /// What stands where a mistake leaves no node.
  private func placeholder(_ event: Event) -> Composed {
    Composed(node: YAMLNode(content: .scalar(.unknown), span: span(event)))
  }

  // MARK: Checks

  private func checkDepth(_ depth: Int, _ event: Event) throws(Stop) {
    if depth > YAMLLimits.nesting {
      throw Stop(.nestedTooDeep(at: source.visibleSpan(at: event.start)))
    }
  }

  private mutating func checkTag(_ event: Event, _ expected: KnownTag) {
    guard let tag = event.tag else { return }
    guard let known = KnownTag(rawValue: tag) else {
      diagnostics.append(.unknownTag(at: source.tagSpan(from: event.start)))
      return
    }
    if known != expected, known != .nonSpecific {
      diagnostics.append(.tagDoesNotFit(at: source.tagSpan(from: event.start)))
    }
  }

  private func span(_ event: Event) -> SourceSpan { source.span(event.start, event.end) }
}

extension SourceSpan {
  fileprivate func contains(_ other: SourceSpan?) -> Bool {
    other.map { start <= $0.start && $0.end <= end } ?? false
  }
}
