/// Lines compared word by word.
enum WordDifference {
  /// Lines longer than this, in bytes, are compared by their bytes, and only in part shown.
  static let longestLine = 2_000
  /// Two lines are versions of each other when they share at least this much of their words.
  static let leastSimilarity = 0.5

  /// nil when the lines have too little in common for marks to help.
  static func between(_ old: TokenisedLine, _ new: TokenisedLine) -> LineDifference? {
    guard old.similarity(to: new) >= leastSimilarity else { return nil }
    return LineDifference(
      SequenceDifference(old.numbers, new.numbers),
      old: { old.tokens[$0].map(\.text).joined() }, new: { new.tokens[$0].map(\.text).joined() })
  }
}

/// A line as words, white space and single other characters.
struct TokenisedLine {
  struct Token {
    var text: String
    var isSpace: Bool
  }

  private(set) var tokens: [Token] = []
  private(set) var numbers: [Int] = []
  /// How often each word occurs, and how many there are.
  private var words: [Int: Int] = [:]
  private var wordCount = 0

  init(_ line: String, interning: inout Interning) {
    var previous = Kind.other
    for character in line {
      let kind = Kind(of: character)
      if kind == previous, kind != .other {
        tokens[tokens.count - 1].text.append(character)
      } else {
        tokens.append(Token(text: String(character), isSpace: kind == .space))
      }
      previous = kind
    }
    for token in tokens {
      let number = interning.number(ArraySlice(token.text.utf8))
      numbers.append(number)
      guard !token.isSpace else { continue }
      words[number, default: 0] += 1
      wordCount += 1
    }
  }

  /// The share of words that both lines have, from 0 to 1.
  func similarity(to other: TokenisedLine) -> Double {
    guard wordCount + other.wordCount > 0 else { return 0 }
    let shared = words.reduce(0) { $0 + min($1.value, other.words[$1.key] ?? 0) }
    return Double(2 * shared) / Double(wordCount + other.wordCount)
  }

  private enum Kind {
    case word, space, other

    init(of character: Character) {
      // Wide characters are words of their own: their scripts put no spaces between words.
      if character == "_" || (character.isLetter || character.isNumber) && !character.isWide {
        self = .word
      } else {
        self = character.isWhitespace ? .space : .other
      }
    }
  }
}

extension Character {
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first, scalar.value >= 0x1100 else { return false }
    return scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
  }
}
