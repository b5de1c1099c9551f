/// A document in canonical form. Texts are copied from the source; only what stands between them,
/// and the indentation of their lines, is written anew.
struct DocumentPrinter {
  let source: [UInt8]
  var output: [UInt8] = []
  /// The offsets of the comments written so far.
  private(set) var comments: [Int] = []
  /// Whether an empty line would stand at the top of something, or become a part of a text.
  var refusesBlank = true

  static func print(_ document: ConcreteDocument, of source: [UInt8]) -> DocumentPrinter {
    var printer = DocumentPrinter(source: source)
    printer.output.reserveCapacity(source.count + source.count / 8)
    printer.document(document)
    return printer
  }

  private init(source: [UInt8]) { self.source = source }

  private mutating func document(_ document: ConcreteDocument) {
    for line in document.before { marker(line) }
    if let root = document.root {
      if document.startsOnMarkerLine, !output.isEmpty {
        output.removeLast()
        space()
        rootNode(root)
      } else {
        rootNode(root)
      }
    }
    for line in document.after { marker(line) }
    if !refusesBlank || document.root == nil {
      while endsBlank { output.removeLast() }
    }
    if document.isUnterminated, output.last == UInt8(ascii: "\n") { output.removeLast() }
  }

  private mutating func marker(_ line: ConcreteDocument.MarkerLine) {
    switch line {
    case .line(let line): lines([line], indent: 0)
    case .directive(let range):
      output += source[range]
      endLine()
    case .marker(let range, let comment):
      output += source[range]
      behind(comment)
      endLine()
    }
  }

  /// A root that is no block collection, behind `--- `.
  private mutating func marked(_ node: ConcreteNode) {
    properties(of: node)
    if !node.properties.isEmpty { space() }
    leaf(node, indent: 0)
  }

  private mutating func rootNode(_ node: ConcreteNode) {
    lines(node.before.allLines, indent: 0)
    switch node.content {
    case .collection(let collection):
      if !node.properties.isEmpty {
        properties(of: node)
        endLine()
      }
      entries(of: collection, indent: 0)
    case .empty:
      properties(of: node)
      behind(node.trailing)
      endLine()
    default: marked(node)
    }
  }

  // MARK: Block style

  /// The entries of a block collection, each on lines of its own; `isInline` says that the first
  /// one goes on with the line that is begun.
  private mutating func entries(of collection: BlockCollection, indent: Int, isInline: Bool = false)
  {
    if !isInline { refusesBlank = true }
    lines(collection.head, indent: indent)
    for (index, entry) in collection.entries.enumerated() {
      if !isInline || index > 0 {
        lines(entry.leading.allLines, indent: indent)
        self.indent(indent)
      }
      if let key = entry.key {
        if entry.isExplicit {
          output.append(UInt8(ascii: "?"))
          member(key, indent: indent, isItem: true)
        } else {
          self.key(key)
        }
        if let value = entry.value {
          if entry.isExplicit {
            lines(entry.beforeColon, indent: indent)
            self.indent(indent)
          }
          output.append(UInt8(ascii: ":"))
          member(value, indent: indent)
        }
      } else if let item = entry.value {
        output.append(UInt8(ascii: "-"))
        member(item, indent: indent, isItem: true)
      }
      lines(entry.foot, indent: indent + 2)
    }
    lines(collection.foot, indent: indent)
  }

  private mutating func key(_ key: ConcreteNode) {
    properties(of: key)
    if !key.properties.isEmpty { space() }
    switch key.content {
    case .alias(_, let range):
      output += source[range]
      // Without it, the colon would be a part of the name.
      space()
    case .inline(let range, _): output += source[range]
    default: break
    }
  }

  /// What follows `:`, `-` or `?` of a line at `indent`, to the end of its last line.
  private mutating func member(_ node: ConcreteNode, indent: Int, isItem: Bool = false) {
    switch node.content {
    case .collection(let collection):
      if !node.properties.isEmpty {
        space()
        properties(of: node)
      }
      let isBare = node.properties.isEmpty && !node.before.hasComments && collection.head.isEmpty
      let first = collection.entries.first?.leading
      if isItem, isBare, first?.allLines.contains(where: { $0.comment != nil }) != true {
        space()
        entries(of: collection, indent: indent + 2, isInline: true)
      } else {
        behind(node.before.sameLine)
        endLine()
        lines(node.before.lines, indent: indent + 2)
        entries(of: collection, indent: indent + 2)
      }
    case .empty:
      if !node.properties.isEmpty {
        space()
        properties(of: node)
      }
      behind(node.before.sameLine)
      behind(node.trailing)
      endLine()
      lines(node.before.lines, indent: indent + 2)
    case .alias, .inline, .flow, .blockScalar, .pair:
      let isBlock = if case .blockScalar = node.content { true } else { false }
      let isBroken = node.before.hasComments || (node.before.hasBreak && !isItem && !isBlock)
      var base = indent
      if isBroken {
        behind(node.before.sameLine)
        endLine()
        refusesBlank = true
        lines(node.before.lines, indent: indent + 2)
        self.indent(indent + 2)
        base = isBlock ? indent : indent + 2
      } else {
        space()
        if isItem, !isBlock { base = indent + 2 }
      }
      properties(of: node)
      if !node.properties.isEmpty { space() }
      leaf(node, indent: base, hang: isBroken || isItem ? 0 : 2)
    }
  }

  /// A scalar, an alias or a collection in brackets, to the end of its last line. `hang` is the
  /// indentation of a scalar's further lines, beyond `indent`.
  private mutating func leaf(_ node: ConcreteNode, indent: Int, hang: Int = 2) {
    switch node.content {
    case .alias(_, let range): output += source[range]
    case .inline(let range, _): scalar(range, indent: max(2, indent + hang))
    case .blockScalar(let scalar):
      blockScalar(scalar, indent: indent + 2)
      return
    case .flow(let collection): flow(collection, indent: indent)
    case .pair, .empty, .collection: break
    }
    behind(node.trailing)
    endLine()
  }

  // MARK: Scalars

  /// The text of a plain or quoted scalar: what its lines begin with means nothing.
  mutating func scalar(_ range: Range<Int>, indent: Int) {
    var isFirst = true
    for line in source[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      var line = line
      if !isFirst {
        line = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        output.append(UInt8(ascii: "\n"))
      }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if !isFirst, !line.isEmpty { self.indent(indent) }
      output += line
      isFirst = false
    }
  }

  private mutating func blockScalar(_ scalar: BlockScalar, indent: Int) {
    output.append(scalar.style)
    // Counted from the collection around it, which stands two columns before the text.
    if scalar.hasIndentationIndicator { output.append(UInt8(ascii: "2")) }
    if let chomping = scalar.chomping { output.append(chomping) }
    behind(scalar.comment)
    endLine()
    for line in scalar.lines {
      if !line.isEmpty {
        self.indent(indent)
        output += source[line]
      }
      output.append(UInt8(ascii: "\n"))
    }
    if scalar.keepsTrailingLines { refusesBlank = true }
  }

  // MARK: Lines

  mutating func properties(of node: ConcreteNode) {
    for (index, property) in node.properties.enumerated() {
      if index > 0 { space() }
      output += source[property]
    }
  }

  /// Comments and empty lines, from the start of a line to the start of another.
  mutating func lines(_ lines: [GapLine], indent: Int) {
    for line in lines {
      switch line {
      case .blank: blank()
      case .comment(let comment):
        self.indent(indent)
        write(comment)
        endLine()
      }
    }
  }

  private mutating func blank() {
    if !refusesBlank, !endsBlank { output.append(UInt8(ascii: "\n")) }
  }

  /// Whether the last line is empty.
  private var endsBlank: Bool {
    output.count > 1 && output[output.count - 1] == UInt8(ascii: "\n")
      && output[output.count - 2] == UInt8(ascii: "\n")
  }

  /// A comment behind something, as far from it as it was.
  mutating func behind(_ comment: Comment?) {
    guard let comment else { return }
    indent(max(1, comment.spacing))
    write(comment)
  }

  private mutating func write(_ comment: Comment) {
    output += source[comment.range]
    comments.append(comment.range.lowerBound)
    refusesBlank = false
  }

  mutating func endLine() {
    output.append(UInt8(ascii: "\n"))
    refusesBlank = false
  }

  mutating func indent(_ count: Int) {
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    refusesBlank = false
  }

  mutating func space() { output.append(UInt8(ascii: " ")) }
}
