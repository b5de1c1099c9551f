import Diagnostics

extension Diagnostic {
  /// What in this finding is not worded as all findings are: a summary is capitalised and has no
  /// final stop, everything else is sentences.
  var unevenWords: [String] {
    let sentences = [detail, help].compactMap { $0 } + related.map(\.message)
    return sentences.filter { !Self.areSentences($0) }
      + (Self.isCapitalised(summary)
        && summary.last.map { $0.isLetter || $0.isNumber || $0 == "`" } == true
        ? [] : [summary])
  }

  private static func areSentences(_ text: String) -> Bool {
    let startsWell = isCapitalised(text) || text.first == "`" || text.first?.isNumber == true
    let end = text.suffix(2)
    return startsWell && (end.last == "." || end.last == "?") && end != ".."
  }

  private static func isCapitalised(_ text: String) -> Bool { text.first?.isUppercase == true }
}
