import Diagnostics

/// Looks for keys in a file as it is written: also in comments and in values that nothing reads, since
/// a file is committed as a whole. One pass over the bytes, which hardly ever stops.
enum SecretScan {
  struct Match: Equatable {
    let name: String
    /// What is underlined.
    let span: Range<Int>
    /// What no output may show.
    let secret: Range<Int>
  }

  /// - Parameter isManifest: whether `${env.…}` could stand in its place.
  static func check(_ file: SourceFile, isManifest: Bool, to findings: Findings) {
    for match in matches(in: file.text) {
      let secret = SourceSpan(
        file: file, start: match.secret.lowerBound, end: match.secret.upperBound)
      findings.conceal(secret)
      SecretText.report(
        match.name, isManifest: isManifest,
        at: SourceSpan(file: file, start: match.span.lowerBound, end: match.span.upperBound),
        to: findings)
    }
  }

  static func matches(in text: [UInt8]) -> [Match] {
    var matches: [Match] = []
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 3 < bytes.count {
        guard starts[Int(bytes[index])], let match = match(at: index, in: bytes) else {
          index += 1
          continue
        }
        matches.append(match)
        index = max(match.secret.upperBound, index + 1)
      }
    }
    return matches
  }

  /// The bytes that some form begins with.
  private static let starts: [Bool] = {
    var starts = [Bool](repeating: false, count: 256)
    for form in SecretForm.all { starts[Int(form.prefix[0])] = true }
    for byte in "e-".utf8 { starts[Int(byte)] = true }
    return starts
  }()

  private static func match(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Match? {
    // The second byte settles nearly all that is left.
    switch (bytes[index], bytes[index + 1]) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): return PrivateKeyBlock.match(at: index, in: bytes)
    case (UInt8(ascii: "e"), UInt8(ascii: "y")): return WebToken.match(at: index, in: bytes)
    case (UInt8(ascii: "s"), UInt8(ascii: "k")), (UInt8(ascii: "r"), UInt8(ascii: "k")),
      (UInt8(ascii: "A"), UInt8(ascii: "K")), (UInt8(ascii: "A"), UInt8(ascii: "S")),
      (UInt8(ascii: "A"), UInt8(ascii: "I")), (UInt8(ascii: "g"), UInt8(ascii: "h")),
      (UInt8(ascii: "g"), UInt8(ascii: "i")), (UInt8(ascii: "g"), UInt8(ascii: "l")),
      (UInt8(ascii: "x"), UInt8(ascii: "o")), (UInt8(ascii: "h"), UInt8(ascii: "f")),
      (UInt8(ascii: "B"), UInt8(ascii: "e")):
      break
    default: return nil
    }
    guard isWordStart(index, in: bytes) else { return nil }
    for form in SecretForm.all where bytes.holds(form.prefix, at: index) {
      let start = index + form.prefix.count
      let end = bytes.end(from: start, of: form.alphabet)
      guard end - start >= form.shortest,
        Randomness.isLikely(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      else { return nil }
      let secret = form.prefix.last == UInt8(ascii: " ") ? start..<end : index..<end
      return Match(name: form.name, span: secret, secret: secret)
    }
    return nil
  }

  /// Whether no word goes on here: `task-…` holds `sk-`.
  static func isWordStart(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    index == 0 || !SecretForm.Alphabet.token.contains(bytes[index - 1])
  }
}

extension UnsafeBufferPointer<UInt8> {
  func holds(_ text: some Collection<UInt8>, at index: Int) -> Bool {
    index + text.count <= count && zip(text, self[index...]).allSatisfy { $0 == $1 }
  }

  /// The first index from `start` on whose byte is not of the alphabet.
  func end(from start: Int, of alphabet: SecretForm.Alphabet) -> Int {
    var end = start
    while end < count, alphabet.contains(self[end]) { end += 1 }
    return end
  }
}
