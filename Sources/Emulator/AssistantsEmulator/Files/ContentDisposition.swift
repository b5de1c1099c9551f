/// What a part of a form says of itself: `form-data; name="file"; filename="a.txt"`.
struct ContentDisposition {
  private(set) var name: String?
  /// Nil when the part is a field and no file.
  private(set) var filename: String?
  /// Whether the name came as `filename*`, which counts before `filename` (RFC 6266, section 4.3).
  private var isExtended = false

  /// Reads the head of a part; members are nil where the head does not name them.
  init(head: [String]) {
    for line in head {
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == "content-disposition"
      else { continue }
      read(line[line.index(after: colon)...].unicodeScalars)
    }
  }

  // Scalars and not characters: a name may begin with one that joins the quote before it.
  private mutating func read(_ value: Substring.UnicodeScalarView) {
    var rest = value.drop { $0 != ";" }
    while rest.first == ";" {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      let text = rest.first == "\"" ? Self.quoted(&rest) : Self.word(&rest)
      rest = rest.drop { $0 != ";" }
      switch Substring(key).lowercased() {
      case "name": name = Self.unescaped(text)
      case "filename" where !isExtended: filename = Self.unescaped(text)
      case "filename*":
        guard let extended = Self.extended(text) else { break }
        filename = extended
        isExtended = true
      default: break
      }
    }
  }

  private static func word(_ rest: inout Substring.UnicodeScalarView) -> String {
    let word = rest.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
    rest = rest.dropFirst(word.count)
    return String(word)
  }

  /// A quoted text. Backslashes escape quotes and themselves; others are left, since old browsers
  /// send whole Windows paths.
  private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String {
    rest = rest.dropFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      if scalar == "\\", let next = rest.first, next == "\"" || next == "\\" {
        text.append(next)
        rest = rest.dropFirst()
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// Browsers, curl and Python's httpx write quotes and control characters as `%22` and `%0A`, and a
  /// percent sign as itself: nothing else is decoded.
  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let digits = rest.prefix(2)
      if scalar == "%", digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit),
        let value = UInt8(Substring(digits), radix: 16),
        value < 0x20 || value == UInt8(ascii: "\"")
      {
        result.append(Unicode.Scalar(value))
        rest = rest.dropFirst(2)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// `UTF-8'en'%e2%82%ac.txt` (RFC 8187). Nil for other encodings.
  private static func extended(_ text: String) -> String? {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
    return PercentEncoding.decoded(parts[2])
  }
}
