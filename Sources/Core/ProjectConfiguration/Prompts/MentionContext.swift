/// What the words around a name say about it.
struct MentionContext {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private let end: Int

  private static let longestSentence = 120
  private static let articles: Set = [
    "the", "a", "an", "our", "your", "its", "this", "that", "only", "then", "always", "first",
  ]
  private static let calls: Set = [
    "call", "calls", "calling", "invoke", "invokes", "invoking", "trigger", "execute",
  ]
  private static let uses: Set = ["use", "uses", "using", "via", "through", "run", "with"]
  private static let negations: Set = [
    "never", "not", "no", "don't", "don’t", "cannot", "can't", "without", "avoid", "instead",
    "neither", "nor", "isn't", "unavailable",
  ]
  /// Names of these are no functions, whether the word stands before or after.
  private static let data: Set = [
    "field", "fields", "column", "columns", "parameter", "parameters", "argument", "arguments",
    "key", "keys", "property", "properties", "value", "values", "variable", "variables", "table",
    "tables", "attribute", "attributes", "flag", "option", "header", "endpoint", "class", "module",
    "package", "library", "file", "folder", "directory", "branch", "table's", "event", "events",
    "status", "state", "enum", "object", "type", "tag", "section", "label", "role", "index",
    "schema", "database", "collection", "metric", "dimension", "input", "output", "queue", "topic",
    "method", "macro", "procedure", "view", "model", "dataset", "style", "format", "case", "hook",
  ]

  /// - Parameter end: behind the arguments, if there are any.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  func describe(_ mention: inout Mention) {
    let before = wordsBefore
    let after = wordsAfter
    mention.isItem = isItem
    mention.isNegated = !Self.negations.isDisjoint(with: before.suffix(6))
    var nearest = Self.withoutArticles(before[...])
    // `a tool named X`
    if nearest.count > 1, nearest.last == "named" || nearest.last == "called" {
      nearest.removeLast()
    }
    mention.isData =
      nearest.last.map(Self.data.contains) ?? false || after.first.map(Self.data.contains) ?? false
    mention.context = context(nearest, next: after.first)
  }

  private func context(_ before: ArraySlice<String>, next: String?) -> Mention.Context {
    if next == "tool" || before.last == "tool" { return .tool }
    let isFunction = next == "function" || before.last == "function"
    var verbs = before
    if before.last == "function" { verbs.removeLast() }
    verbs = Self.withoutNames(Self.withoutArticles(verbs))
    if verbs.last.map(Self.calls.contains) ?? false { return .call }
    if isFunction { return .function }
    return verbs.last.map(Self.uses.contains) ?? false ? .use : .none
  }

  private static func withoutArticles(_ words: ArraySlice<String>) -> ArraySlice<String> {
    words.lastIndex { !articles.contains($0) }.map { words[...$0] } ?? []
  }

  /// The words before an enumeration: of `call a_b, c_d or`, the first.
  private static func withoutNames(_ words: ArraySlice<String>) -> ArraySlice<String> {
    guard let last = words.last, last == "and" || last == "or" || last.contains("_") else {
      return words
    }
    let first = words.lastIndex { $0 != "and" && $0 != "or" && !$0.contains("_") }
    return withoutArticles(first.map { words[...$0] } ?? [])
  }

  /// The words of the sentence up to the name, in lower case.
  private var wordsBefore: [String] {
    var from = start
    let limit = max(0, start - Self.longestSentence)
    while from > limit, !endsSentence(from - 1) { from -= 1 }
    return words(from..<start)
  }

  private var wordsAfter: [String] {
    var to = end
    let limit = min(bytes.count, end + 24)
    while to < limit, !endsSentence(to), !",;:(".utf8.contains(bytes[to]) { to += 1 }
    return words(end..<to)
  }

  private func words(_ range: Range<Int>) -> [String] {
    bytes[range].split { $0 <= 0x20 || "`*\"()[],:;".utf8.contains($0) }.map { word in
      String(decoding: word, as: UTF8.self).lowercased()
    }.filter { $0 != "-" && $0 != "'" }
  }

  private func endsSentence(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      index + 1 >= bytes.count || bytes[index + 1] <= 0x20
    case 0x0A:
      // A sentence may go on in the next line, and ends at an empty one, a list or a heading.
      index + 1 >= bytes.count || "\n-*#0123456789|>".utf8.contains(bytes[index + 1])
    default: false
    }
  }

  /// Whether nothing but the mark of a list stands before the name on its line.
  var isItem: Bool {
    var index = start - 1
    var hasMark = false
    while index >= 0, bytes[index] != 0x0A {
      switch bytes[index] {
      case 0x20, 0x09, UInt8(ascii: "`"), 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: ")"): break
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): hasMark = true
      default: return false
      }
      if (0x30...0x39).contains(bytes[index]) { hasMark = true }
      index -= 1
    }
    return hasMark
  }
}
