import Diagnostics

extension String {
  /// What could have been meant: the nearest name, or all of them where there are few.
  static func suggesting(_ word: String, among known: [String]) -> String {
    if let nearest = Suggestion.nearest(to: word, in: known) { return "did you mean `\(nearest)`?" }
    let shown = known.prefix(mostShown).map { "`\($0)`" }.joined(separator: ", ")
    return "known: " + shown + (known.count > mostShown ? ", …" : "")
  }

  private static let mostShown = 16

  /// `an assistant`, `a vector store`.
  var withArticle: String { ("aeiou".contains(prefix(1)) ? "an " : "a ") + self }
}
