extension String {
  /// The text in lines of at most so many columns of a terminal, broken between words. Code in
  /// backquotes stays whole where it fits on a line; a word that is wider stands alone.
  package func broken(toColumns width: Int) -> [String] {
    if DisplayWidth.columns(of: self) <= width { return [self] }
    var lines: [String] = []
    var current = ""
    var room = width
    for word in unbrokenWords(width) {
      let columns = DisplayWidth.columns(of: word)
      if current.isEmpty {
        current = word
        room = width - columns
      } else if columns + 1 <= room {
        current += " " + word
        room -= columns + 1
      } else {
        lines.append(current)
        current = word
        room = width - columns
      }
    }
    return lines + [current]
  }

  private func unbrokenWords(_ width: Int) -> [String] {
    var words: [String] = []
    var isInCode = false
    for word in split(separator: " ").map(String.init) {
      if isInCode, let last = words.last, DisplayWidth.columns(of: last + word) < width {
        words[words.count - 1] += " " + word
      } else {
        words.append(word)
      }
      if !word.count(where: { $0 == "`" }).isMultiple(of: 2) { isInCode.toggle() }
    }
    return words
  }
}
