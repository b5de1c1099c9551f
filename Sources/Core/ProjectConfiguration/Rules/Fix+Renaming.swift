import Diagnostics

extension Fix {
  /// Writes the known word that was meant; nil when more than one could be, when it is not free to be
  /// written here, or when the span holds more than the word, such as a variable or an anchor.
  static func renaming(
    _ word: String, among free: [String], of known: [String], at span: SourceSpan
  ) -> Fix? {
    guard let nearest = Suggestion.nearest(to: word, in: known), free.contains(nearest),
      Suggestion.nearest(to: word, in: known.filter { $0 != nearest }) == nil
    else { return nil }
    let written = span.file.string(in: span.start..<span.end)
    for quote in ["", "'", "\""] where written == quote + word + quote {
      return Fix(
        "Write `\(nearest)`", [SourceEdit(replace: span, with: quote + nearest + quote)])
    }
    return nil
  }
}
