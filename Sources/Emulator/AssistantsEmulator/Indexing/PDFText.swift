/// The words of a PDF: the texts that the operators of its content streams show, in their order.
/// Streams are read that are not compressed, or with Flate alone. Fonts with encodings of their own
/// come out as what they are not.
enum PDFText {
  /// In bytes, of one stream once it is unpacked.
  private static let largestStream = 32 * 1024 * 1024
  /// What stands in the dictionaries of streams that show nothing: images, fonts, tables of objects.
  private static let others = ["/Image", "/Length1", "/FontFile", "/XRef", "/ObjStm", "/Metadata"]

  static func text(of bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let (dictionary, content) = nextStream(&rest) {
      if others.contains(where: { dictionary.contains($0) }) { continue }
      guard let plain = plain(content, dictionary) else { continue }
      var reader = PDFContentReader(plain)
      text += reader.text()
    }
    return text
  }

  private static func plain(
    _ content: ArraySlice<UInt8>, _ dictionary: String
  ) -> ArraySlice<UInt8>? {
    guard dictionary.contains("/Filter") else { return content }
    // Each filter is named with what ends so; of other ones nothing is read.
    guard dictionary.contains("/FlateDecode"), dictionary.split(separator: "Decode").count == 2
    else { return nil }
    return Inflate.bytes(of: content, most: largestStream)?[...]
  }

  private static func nextStream(
    _ rest: inout ArraySlice<UInt8>
  ) -> (dictionary: String, content: ArraySlice<UInt8>)? {
    guard let start = rest.firstRange(of: "stream".utf8) else { return nil }
    let before = rest[..<start.lowerBound].suffix(2048)
    var content = rest[start.upperBound...]
    guard let end = content.firstRange(of: "endstream".utf8) else { return nil }
    rest = content[end.upperBound...]
    content = content[..<end.lowerBound]
    if content.first == 13 { content = content.dropFirst() }
    if content.first == 10 { content = content.dropFirst() }
    let dictionary = String(decoding: before, as: UTF8.self)
    // Its own dictionary begins behind the head of its object, `4 0 obj`.
    let own = dictionary.split(separator: " obj").last ?? ""
    return (String(own), content)
  }
}

/// Reads the operators of one content stream (ISO 32000-1, section 9.4).
struct PDFContentReader {
  private var rest: ArraySlice<UInt8>
  private var shown: [String] = []
  private var found = ""

  init(_ content: ArraySlice<UInt8>) { rest = content }

  /// What the stream shows; nothing unless it has text between BT and ET.
  mutating func text() -> String {
    var isText = false
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "("): shown.append(literal())
      case UInt8(ascii: "<") where rest.dropFirst().first != UInt8(ascii: "<"):
        shown.append(hexadecimal())
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "'"), UInt8(ascii: "\""):
        let word = operatorName()
        if word == "BT" { isText = true }
        if isText { perform(word) }
        if word == "ET" { isText = false }
        shown = []
      default: rest = rest.dropFirst()
      }
    }
    return found
  }

  private mutating func perform(_ name: String) {
    switch name {
    case "Tj", "TJ": found += shown.joined()
    case "'", "\"": found += "\n" + shown.joined()
    case "Td", "TD", "T*", "Tm", "ET":
      if !found.isEmpty, found.last != "\n" { found += "\n" }
    default: break
    }
  }

  private mutating func operatorName() -> String {
    let name = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        true
      default: false
      }
    }
    rest = rest.dropFirst(name.count)
    return String(decoding: name, as: UTF8.self)
  }

  /// A text in parentheses, which may hold others (section 7.3.4.2).
  private mutating func literal() -> String {
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    var depth = 1
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): escaped(into: &bytes)
      case UInt8(ascii: "("):
        depth += 1
        bytes.append(byte)
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return Self.decoded(bytes) }
        bytes.append(byte)
      default: bytes.append(byte)
      }
    }
    return Self.decoded(bytes)
  }

  private mutating func escaped(into bytes: inout [UInt8]) {
    guard let byte = rest.popFirst() else { return }
    switch byte {
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case 10: break
    case 13: if rest.first == 10 { rest = rest.dropFirst() }
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = Int(byte - UInt8(ascii: "0"))
      for _ in 0..<2 {
        guard let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit)
        else { break }
        value = value * 8 + Int(digit - UInt8(ascii: "0"))
        rest = rest.dropFirst()
      }
      bytes.append(UInt8(truncatingIfNeeded: value))
    default: bytes.append(byte)
    }
  }

  private mutating func hexadecimal() -> String {
    let digits = rest.dropFirst().prefix { $0 != UInt8(ascii: ">") }
    rest = rest.dropFirst(digits.count + 2)
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    let bytes = stride(from: 0, to: values.count, by: 2).map { place in
      UInt8(values[place] << 4 | (place + 1 < values.count ? values[place + 1] : 0))
    }
    return Self.decoded(bytes)
  }

  /// UTF-16 with its mark, or Latin-1, which is close to what most fonts have.
  private static func decoded(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
        UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
      }
      return String(decoding: units, as: UTF16.self)
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return String(scalars)
  }
}
