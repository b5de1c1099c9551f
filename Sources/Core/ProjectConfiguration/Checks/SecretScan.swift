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

  /// What was found in a file that no load has read, without the secrets in it.
  static func concealing(_ diagnostics: [Diagnostic], in file: SourceFile) -> [Diagnostic] {
    let concealment = Concealment(
      matches(in: file.text).map {
        SourceSpan(file: file, start: $0.secret.lowerBound, end: $0.secret.upperBound)
      })
    return diagnostics.map(concealment.conceal)
  }

  static func matches(in text: [UInt8]) -> [Match] {
    var matches: [Match] = []
    let pairs = Self.pairs
    text.withUnsafeBufferPointer { bytes in
      pairs.withUnsafeBufferPointer { pairs in
        var index = 0
        while index + 3 < bytes.count {
          // Nearly all bytes end here.
          guard pairs[Int(bytes[index]) << 8 | Int(bytes[index + 1])],
            let match = match(at: index, in: bytes)
          else {
            index += 1
            continue
          }
          matches.append(match)
          index = max(match.secret.upperBound, index + 1)
        }
      }
    }
    return matches
  }

  /// The pairs of bytes that some form begins with.
  private static let pairs: [Bool] = {
    var pairs = [Bool](repeating: false, count: 1 << 16)
    for start in SecretForm.all.map(\.prefix) + [Array("--".utf8), Array("ey".utf8)] {
      pairs[Int(start[0]) << 8 | Int(start[1])] = true
    }
    return pairs
  }()

  private static func match(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Match? {
    switch bytes[index] {
    case UInt8(ascii: "-"): return PrivateKeyBlock.match(at: index, in: bytes)
    case UInt8(ascii: "e"): return WebToken.match(at: index, in: bytes)
    default: break
    }
    guard isWordStart(index, in: bytes) else { return nil }
    for form in SecretForm.all where bytes.holds(form.prefix, at: index) {
      let start = index + form.prefix.count
      let end = bytes.end(from: start, of: form.alphabet)
      guard end - start >= form.shortest,
        Randomness.isLikely(
          UnsafeBufferPointer(rebasing: bytes[start..<end]), needsDigits: form.isVague)
      else { return nil }
      let secret = form.prefix.last == UInt8(ascii: " ") ? start..<end : index..<end
      return Match(name: form.name, span: secret, secret: secret)
    }
    return nil
  }

  /// Whether no word goes on here: `task-…` holds `sk-`. The letter of a line break that is written as
  /// `\n` is no part of one.
  static func isWordStart(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard index > 0, SecretForm.Alphabet.token.contains(bytes[index - 1]) else { return true }
    return index > 1 && bytes[index - 2] == UInt8(ascii: "\\")
      && [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(bytes[index - 1])
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
