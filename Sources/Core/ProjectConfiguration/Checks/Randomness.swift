/// Tells keys from what stands for them in examples.
enum Randomness {
  /// In bits a character: 20 random characters of hexadecimal have more, words with dashes less.
  private static let leastEntropy = 3.0
  /// A key has a stretch without dashes that is longer than words are.
  private static let shortestRun = 14
  /// What people write instead of a key. Six letters or digits in a row are no accident either.
  private static let placeholders = [
    "your", "example", "placeholder", "xxxx", "dummy", "sample", "redacted", "replace", "insert",
    "changeme", "fake", "123456", "abcdef",
  ].map { Array($0.utf8) }

  static func isLikely(_ text: UnsafeBufferPointer<UInt8>, needsDigits: Bool) -> Bool {
    var counts = [Int](repeating: 0, count: 128)
    var digits = 0
    var letters = 0
    var run = 0
    var longestRun = 0
    for byte in text {
      counts[Int(byte & 0x7F)] += 1
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      default: run = -1
      }
      run += 1
      longestRun = max(longestRun, run)
    }
    guard digits > 0 || !needsDigits, letters > 0, longestRun >= min(shortestRun, text.count) else {
      return false
    }
    return entropy(counts, of: text.count) >= leastEntropy && !isPlaceholder(text)
  }

  private static func entropy(_ counts: [Int], of total: Int) -> Double {
    counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / Double(total)
      return sum + share * binaryLogarithm(1 / share)
    }
  }

  /// The binary logarithm of a number from 1 on, to three places: no Foundation for one function.
  private static func binaryLogarithm(_ number: Double) -> Double {
    let exponent = Double(number.exponent)
    var rest = number.significand
    var result = exponent
    var bit = 0.5
    for _ in 0..<10 {
      rest *= rest
      if rest >= 2 {
        rest /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }

  private static func isPlaceholder(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lower.withUnsafeBufferPointer { lower in
      placeholders.contains { word in
        lower.indices.contains { lower[$0] == word[0] && lower.holds(word, at: $0) }
      }
        || lower.indices.dropFirst(4).contains { end in
          lower[end - 4..<end].allSatisfy { $0 == lower[end] }
        }
    }
  }
}
