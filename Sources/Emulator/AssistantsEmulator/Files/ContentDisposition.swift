/// What a part of a form says of itself: `form-data; name="file"; filename="a.txt"`.
struct ContentDisposition: Equatable {
  private(set) var name: String?
  /// Nil when the part is a field and no file.
  private(set) var filename: String?

  /// Reads the head of a part; members are nil where the head does not name them.
  init(head: [String]) {
    for line in head {
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == "content-disposition"
      else { continue }
      read(line[line.index(after: colon)...])
    }
  }

  private mutating func read(_ value: Substring) {
    var rest = value.drop { $0 != ";" }
    while rest.first == ";" {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      let text: String
      if rest.first == "\"" {
        text = Self.quoted(&rest)
      } else {
        let word = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(word.count)
        text = String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      rest = rest.drop { $0 != ";" }
      switch key.lowercased() {
      case "name": name = Self.unescaped(text)
      case "filename" where !isExtended: filename = Self.unescaped(text)
      case "filename*":
        if let extended = Self.extended(text) {
          filename = extended
          isExtended = true
        }
      default: break
      }
    }
  }

  /// Whether the name came as `filename*`, which counts before `filename` (RFC 6266, section 4.3).
  private var isExtended = false

  /// A quoted text. Backslashes escape quotes and themselves; others are left, since old browsers
  /// send whole Windows paths.
  private static func quoted(_ rest: inout Substring) -> String {
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        text.append(next)
        rest = rest.dropFirst()
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// Browsers, curl and Python's httpx write quotes and control characters as `%22` and `%0A`, and a
  /// percent sign as itself: nothing else is decoded.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      let digits = rest.prefix(2)
      if character == "%", digits.count == 2, let value = UInt8(digits, radix: 16),
        value < 0x20 || value == UInt8(ascii: "\"")
      {
        result.unicodeScalars.append(Unicode.Scalar(value))
        rest = rest.dropFirst(2)
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// `UTF-8'en'%e2%82%ac.txt` (RFC 8187). Nil for other encodings.
  private static func extended(_ text: String) -> String? {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
    return PercentEncoding.decoded(parts[2])
  }
}
