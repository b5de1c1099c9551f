import Diagnostics

extension String {
  /// What could have been meant: the nearest name, or all of them where there are few.
  static func suggesting(_ word: String, among known: [String]) -> String {
    if let nearest = Suggestion.nearest(to: word, in: known) { return "Did you mean `\(nearest)`?" }
    let shown = known.prefix(mostShown).map { "`\($0)`" }.joined(separator: ", ")
    if known.count == 1 { return "Only \(shown) is known." }
    return "Known are \(shown)\(known.count > mostShown ? " and more" : "")."
  }

  /// The word as a name may be written: what is not allowed becomes `separator`, once in a row.
  func slug(_ separator: Character, allows: (Character) -> Bool) -> String {
    var slug = ""
    for character in self {
      if allows(character) {
        slug.append(character)
      } else if let last = slug.last, last != separator {
        slug.append(separator)
      }
    }
    while slug.last == separator { slug.removeLast() }
    return slug
  }

  private static let mostShown = 16

  /// `an assistant`, `a vector store`.
  package var withArticle: String { ("aeiou".contains(prefix(1)) ? "an " : "a ") + self }

  /// The words as a sentence begins with them: `An assistant`; a quoted code stays as it is.
  var asSentenceStart: String { prefix(1).uppercased() + dropFirst() }
}

extension [String] {
  /// The names in their order, each once.
  var withoutRepetition: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }

  /// `a`, `b` or `c`, each in backquotes.
  var choice: String {
    let words = map { "`\($0)`" }
    guard words.count > 1, let last = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Rule {
  /// What to do about a limit where the host draws it elsewhere.
  var whereHostTakesIt: String {
    "If the host takes it, set `rules: { \(code): hint }` in the manifest."
  }
}
