/// Finds the names in a prompt that may be those of functions: what stands in backquotes, and words that
/// are made of several (`get_order`, `getOrder`). One pass over the bytes.
struct MentionScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let defined: [[UInt8]]
  private var result: Result

  /// A prompt that holds more of them is code, and looking at each would take long.
  private static let most = 500

  struct Result: Equatable {
    /// The functions that are there and are spoken of, by their numbers.
    var defined: Set<Int> = []
    /// Whether one of them begins an item of a list, as tools are often introduced.
    var isListed = false
    /// All else, each with what the words around it say.
    var others: [Mention] = []
  }

  /// - Parameter defined: the names of the functions that are there.
  static func scan(_ bytes: [UInt8], defined: [String]) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      var scanner = MentionScanner(
        bytes: bytes, defined: defined.map { Array($0.utf8) }, result: Result())
      scanner.scan()
      return scanner.result
    }
  }

  private mutating func scan() {
    var index = 0
    var isFenced = false
    var isLineStart = true
    while index < bytes.count {
      if isLineStart {
        isLineStart = false
        if isFence(at: index) { isFenced.toggle() }
      }
      let byte = bytes[index]
      if byte == 0x0A {
        isLineStart = true
        index += 1
      } else if Self.isWord(byte) {
        index = word(at: index, isFenced: isFenced)
      } else {
        index += 1
      }
    }
  }

  /// Looks at the word that starts at `start`; returns its end.
  private mutating func word(at start: Int, isFenced: Bool) -> Int {
    var end = start
    var hasJoint = false
    var hasLower = false
    while end < bytes.count, Self.isWord(bytes[end]) {
      let byte = bytes[end]
      let isLower = (0x61...0x7A).contains(byte)
      if end > start, byte == UInt8(ascii: "_") { hasJoint = true }
      if end > start, (0x41...0x5A).contains(byte), (0x61...0x7A).contains(bytes[end - 1]) {
        hasJoint = true
      }
      hasLower = hasLower || isLower
      end += 1
    }
    // Words of one part are names only in backquotes; a name in capitals is a constant.
    guard hasLower, hasJoint || self[start - 1] == UInt8(ascii: "`"),
      !(0x30...0x39).contains(bytes[start]), end - start <= 64
    else { return end }
    note(start..<end, isFenced: isFenced)
    // Arguments are names of other things.
    if !isFenced, self[end] == UInt8(ascii: "("), let close = closing(after: end) { return close }
    return end
  }

  private mutating func note(_ range: Range<Int>, isFenced: Bool) {
    let name = bytes[range]
    let known = defined.firstIndex { $0.count == name.count && $0.elementsEqual(name) }
    if let known, result.isListed, result.defined.contains(known) { return }
    if known == nil, result.others.count >= Self.most { return }
    guard var mention = place(range, isFenced: isFenced) else { return }
    let context = MentionContext(bytes, range.lowerBound, mention.range.upperBound)
    if let known {
      result.defined.insert(known)
      result.isListed = result.isListed || !isFenced && context.isItem
      return
    }
    mention.name = String(decoding: name, as: UTF8.self)
    mention.range = range
    if !isFenced { context.describe(&mention) }
    result.others.append(mention)
  }

  /// A word that stands where a name can, with its arguments; nil for a part of something else.
  private func place(_ range: Range<Int>, isFenced: Bool) -> Mention? {
    var mention = Mention(name: "", range: range, isFenced: isFenced)
    let (before, after) = (self[range.lowerBound - 1], self[range.upperBound])
    var end = range.upperBound
    if after == UInt8(ascii: "("), let close = closing(after: range.upperBound) {
      mention.isCall = true
      end = close + 1
    }
    mention.range = range.lowerBound..<end
    if isFenced {
      return mention.isCall && before.map(Self.endsName) ?? true ? mention : nil
    }
    if before == UInt8(ascii: "`") {
      guard self[end] == UInt8(ascii: "`"), self[range.lowerBound - 2] != UInt8(ascii: "`") else {
        return nil
      }
      mention.isCode = true
      return mention
    }
    guard before.map(Self.opens) ?? true, self[end].map(Self.closes) ?? true,
      !isPartOfPath(end), !isInBraces(range.lowerBound)
    else { return nil }
    return mention
  }

  private subscript(index: Int) -> UInt8? {
    bytes.indices.contains(index) ? bytes[index] : nil
  }

  /// The bracket that closes arguments on the same line.
  private func closing(after open: Int) -> Int? {
    var depth = 0
    for index in open..<min(bytes.count, open + 200) {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index }
      case 0x0A: return nil
      default: break
      }
    }
    return nil
  }

  /// A name with an extension, or the key of an object.
  private func isPartOfPath(_ end: Int) -> Bool {
    guard let next = self[end], let second = self[end + 1] else { return false }
    if next == UInt8(ascii: ".") { return Self.isWord(second) }
    return next == UInt8(ascii: "\"") && second == UInt8(ascii: ":")
  }

  /// A placeholder: `{{ name }}`, `${name}`, `<name>`.
  private func isInBraces(_ start: Int) -> Bool {
    var index = start - 1
    while let byte = self[index], byte == 0x20 { index -= 1 }
    return self[index].map { "{<$%@/\\=#&.".utf8.contains($0) } ?? false
  }

  private func isFence(at start: Int) -> Bool {
    var index = start
    while let byte = self[index], byte == 0x20 || byte == 0x09 { index += 1 }
    guard let mark = self[index], mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return false
    }
    return self[index + 1] == mark && self[index + 2] == mark
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }

  /// What may stand before a name: white space, quotes, emphasis and brackets; letters that are not
  /// ASCII would make it a part of a word, and quotation marks are no letters but rare enough.
  private static func opens(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'*([".utf8.contains(byte)
  }

  private static func closes(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'*)],.;:!?".utf8.contains(byte)
  }

  /// In code: not a method or a part of a name.
  private static func endsName(_ byte: UInt8) -> Bool {
    byte < 0x80 && !isWord(byte) && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-")
  }
}
