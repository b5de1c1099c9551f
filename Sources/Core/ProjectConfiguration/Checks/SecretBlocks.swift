/// A JSON Web Token (RFC 7519): three parts in base64url, the first two of which are JSON objects and
/// so begin with `eyJ`.
enum WebToken {
  private static let shortestPart = 10
  /// The signature of the token that manuals print.
  private static let specimen = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

  static func match(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> SecretScan.Match? {
    guard SecretScan.isWordStart(index, in: bytes), bytes.holds("eyJ".utf8, at: index) else {
      return nil
    }
    let header = bytes.end(from: index, of: .token)
    guard header - index >= shortestPart, bytes.holds(".eyJ".utf8, at: header) else { return nil }
    let claims = bytes.end(from: header + 1, of: .token)
    guard claims - header > shortestPart, bytes.holds(".".utf8, at: claims) else { return nil }
    let end = bytes.end(from: claims + 1, of: .token)
    let signature = UnsafeBufferPointer(rebasing: bytes[claims + 1..<end])
    guard signature.count > shortestPart, !signature.elementsEqual(specimen.utf8),
      Randomness.isLikely(signature, needsDigits: true)
    else { return nil }
    return SecretScan.Match(name: "a JSON Web Token", span: index..<end, secret: index..<end)
  }
}

/// A private key in PEM (RFC 7468): a line that says so, and base64 below it, whatever the indentation
/// and also where line breaks are written as `\n`.
enum PrivateKeyBlock {
  private static let opening = Array("-----BEGIN ".utf8)
  private static let label = Array("PRIVATE KEY-----".utf8)
  /// The longest label is `ENCRYPTED PRIVATE KEY`, `OPENSSH PRIVATE KEY`.
  private static let longestHeader = 48
  /// Lines of base64 have 64 characters, and words have fewer than this.
  private static let shortestRun = 40

  static func match(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> SecretScan.Match? {
    guard bytes.holds(opening, at: index) else { return nil }
    let limit = min(index + longestHeader, bytes.count)
    guard let label = (index..<limit).first(where: { bytes.holds(label, at: $0) }) else {
      return nil
    }
    let header = label + Self.label.count
    var end = header
    var first: Int?
    var last = header
    var run = 0
    var longestRun = 0
    while end < bytes.count, let step = step(at: end, in: bytes) {
      let isKey = step == 1 && bytes[end] > 0x20
      let isSlash = step == 2 && bytes[end + 1] == UInt8(ascii: "/")
      run = isKey ? run + 1 : isSlash ? run : 0
      longestRun = max(longestRun, run)
      end += step
      if isKey {
        first = first ?? end - 1
        last = end
      }
    }
    guard longestRun >= shortestRun else { return nil }
    return SecretScan.Match(
      name: "a private key", span: index..<header, secret: (first ?? header)..<last)
  }

  /// How many bytes of the key's body stand here; nil at its end.
  private static func step(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "-"): nil
    case UInt8(ascii: "\\"):
      // Line breaks, and slashes as some writers of JSON write them.
      index + 1 < bytes.count && "nr/".utf8.contains(bytes[index + 1]) ? 2 : nil
    case 0x0A, 0x0D, 0x20, 0x09: 1
    case let byte: SecretForm.Alphabet.web.contains(byte) ? 1 : nil
    }
  }
}
