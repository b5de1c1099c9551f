import Diagnostics

/// Events to a document as it is written. The file is known to be free of mistakes: keys are
/// scalars or aliases, and there is one document.
struct ConcreteReader: ~Copyable {
  var events: EventReader
  var text: GapReader
  /// The columns of the block collections that are open.
  var columns: [Int] = []
  private var hasAnchors = false
  private var isUnterminated = false

  enum Failure: Error {
    case syntax(Diagnostic)
    case place(UnformattablePlace)
  }

  init(_ source: SourceExtent, events: consuming EventReader) {
    self.events = events
    text = GapReader(source)
  }

  mutating func document() throws(Failure) -> ConcreteDocument {
    let start = try next()
    var before: [ConcreteDocument.MarkerLine] = []
    var (above, hasMarker) = (try gap(atLineStart: true), false)
    while true {
      if let directive = try at({ text throws(UnformattablePlace) in try text.directive() }) {
        before += above.lines.map { .line($0) } + [.directive(directive)]
        above = try gap()
      } else if !hasMarker, let marker = text.marker(UInt8(ascii: "-")) {
        before += above.lines.map { .line($0) }
        hasMarker = true
        above = try gap()
        before.append(.marker(marker, above.sameLine))
        above.sameLine = nil
      } else {
        break
      }
    }
    let startsOnMarkerLine = hasMarker && !above.hasBreak
    var root: ConcreteNode?
    if case .documentStart = start.kind {
      let event = try next()
      if !event.isBare {
        root = try node(event, before: above)
        if root?.isLeaf == true { root?.trailing = try trailingComment() }
        above = try gap()
      }
    }
    return ConcreteDocument(
      before: before, startsOnMarkerLine: startsOnMarkerLine, root: root,
      after: try end(above), comments: text.comments, hasAnchors: hasAnchors,
      isUnterminated: isUnterminated)
  }

  /// What follows the root: comments, and perhaps the line `...`.
  private mutating func end(_ first: Gap) throws(Failure) -> [ConcreteDocument.MarkerLine] {
    var lines: [ConcreteDocument.MarkerLine] = first.allLines.map { .line($0) }
    while let marker = text.marker(UInt8(ascii: ".")) {
      let below = try gap()
      lines.append(.marker(marker, below.sameLine))
      lines += below.lines.map { .line($0) }
    }
    if text.byte != nil { throw .place(text.unexpected) }
    return lines
  }

  // MARK: Nodes

  /// A node with its properties. In block style, a comment behind it is still to be read.
  mutating func node(
    _ event: Event, before: Gap, inFlow: Bool = false
  ) throws(Failure) -> ConcreteNode {
    var node = ConcreteNode(before: before, content: .empty)
    if !event.isAlias {
      node.anchor = event.anchor
      let count = (event.anchor == nil ? 0 : 1) + (event.tag == nil ? 0 : 1)
      for index in 0..<count {
        if index > 0 { node.before = node.before.followed(by: try gap()) }
        node.properties.append(
          try at { text throws(UnformattablePlace) in try text.property() })
      }
    }
    if event.anchor != nil { hasAnchors = true }
    switch event.kind {
    case .alias(let name):
      node.content = .alias(name, text.cursor..<event.end)
      text.move(to: event.end)
    case .scalar(_, let style):
      if event.isEmpty { break }
      node.before = node.before.followed(by: try gap(upTo: event.end))
      if style == .literal || style == .folded {
        let parent = columns.last
        let scalar = try at { text throws(UnformattablePlace) in
          try text.blockScalar(parentColumn: parent)
        }
        isUnterminated = isUnterminated || scalar.isUnterminated
        node.content = .blockScalar(scalar)
      } else {
        guard text.cursor < event.end else { throw .place(text.unexpected) }
        let range = try at { text throws(UnformattablePlace) in
          try text.scalar(upTo: event.end)
        }
        // At the left edge it would become a marker.
        if columns.count <= 1, let marker = text.markerLike(in: range) {
          throw .place(UnformattablePlace(offset: marker))
        }
        node.content = .inline(range, isPlain: style == .plain)
      }
    case .sequenceStart, .mappingStart: try collection(event, inFlow: inFlow, into: &node)
    case .documentStart, .documentEnd, .streamEnd, .collectionEnd:
      throw .place(text.unexpected)
    }
    return node
  }

  private mutating func collection(
    _ event: Event, inFlow: Bool, into node: inout ConcreteNode
  ) throws(Failure) {
    let isMapping = if case .mappingStart = event.kind { true } else { false }
    let start = text.mark
    let above = try gap()
    let bracket: UInt8 = isMapping ? UInt8(ascii: "{") : UInt8(ascii: "[")
    if event.end == text.cursor + 1, text.accept(bracket) {
      node.before = node.before.followed(by: above)
      node.content = .flow(try flowCollection(isMapping: isMapping))
      return
    }
    text.goBack(to: start)
    if inFlow {
      let entry = try flowEntry(try next(), isMapping: true)
      guard case .collectionEnd = try next().kind else { throw .place(text.unexpected) }
      node.content = .pair(entry)
    } else {
      var collection = try blockCollection(isMapping: isMapping)
      // What stands above the first entry is above the whole, too.
      if let first = collection.entries.first {
        let whole = node.before.followed(by: first.leading)
        let lines = whole.lines.splittingHead(isRoot: columns.isEmpty, of: text.source)
        collection.head = lines.head
        collection.entries[0].leading = Gap(lines: lines.rest, hasBreak: whole.hasBreak)
        node.before = Gap(sameLine: whole.sameLine, hasBreak: whole.hasBreak)
      }
      node.content = .collection(collection)
    }
  }

  // MARK: Steps

  mutating func next() throws(Failure) -> Event {
    do throws(Stop) {
      return try events.next()
    } catch {
      throw .syntax(error.diagnostic)
    }
  }

  mutating func gap(upTo limit: Int? = nil, atLineStart: Bool = false) throws(Failure) -> Gap {
    try at { text throws(UnformattablePlace) in
      try text.gap(upTo: limit, atLineStart: atLineStart)
    }
  }

  mutating func trailingComment() throws(Failure) -> Comment? {
    try at { text throws(UnformattablePlace) in try text.trailingComment() }
  }

  mutating func at<Value>(
    _ step: (inout GapReader) throws(UnformattablePlace) -> Value
  ) throws(Failure) -> Value {
    do throws(UnformattablePlace) {
      return try step(&text)
    } catch {
      throw .place(error)
    }
  }
}

extension Event {
  /// Whether nothing is written but, perhaps, an anchor or a tag.
  var isEmpty: Bool {
    if case .scalar("", .plain) = kind { true } else { false }
  }

  /// Whether nothing at all is written.
  var isBare: Bool { isEmpty && anchor == nil && tag == nil }
}

extension ConcreteNode {
  /// Whether a comment can stand behind it on its line.
  var isLeaf: Bool {
    switch content {
    case .empty, .alias, .inline, .flow: true
    case .blockScalar, .collection, .pair: false
    }
  }
}

extension [GapLine] {
  /// Comments that an empty line keeps apart from the first entry belong to the whole collection;
  /// so do the modelines of editors at the top of a file, with what stands above them.
  fileprivate func splittingHead(
    isRoot: Bool, of source: SourceExtent
  ) -> (head: [GapLine], rest: [GapLine]) {
    var end = (lastIndex(of: .blank) ?? -1) + 1
    if isRoot {
      let modeline = lastIndex { line in
        guard let comment = line.comment else { return false }
        let text = source.file.string(in: comment.range)
        return ["yaml-language-server:", " vim:", "-*-"].contains { text.contains($0) }
      }
      end = Swift.max(end, (modeline ?? -1) + 1)
    }
    let head = Array(self[..<end])
    return head.contains { $0.comment != nil } ? (head, Array(self[end...])) : ([], self)
  }
}
