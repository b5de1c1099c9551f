/// What a terminal shows of what was written to it: enough of one for lines that are drawn over.
package struct TerminalScreen {
  private var rows: [[Character]] = [[]]
  private var column = 0
  private let columns: Int

  /// No control sequences but those for colours and for erasing to the end of a line.
  package init(_ text: String, columns: Int) {
    self.columns = columns
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\n":
        rows.append([])
        column = 0
      case "\r": column = 0
      case "\u{1B}":
        // ESC [ numbers letter
        let end = rest.firstIndex { ("A"..."Z").contains($0) || ("a"..."z").contains($0) }
        if let end {
          if rest[end] == "K" { rows[rows.count - 1].removeSubrange(min(column, width)...) }
          rest = rest[(end + 1)...]
        }
      default: put(Character(scalar))
      }
    }
  }

  /// The rows from the top, without spaces at their ends.
  package var lines: [String] {
    rows.map { row in
      String(row.reversed().drop { $0 == " " }.reversed())
    }
  }

  private var width: Int { rows[rows.count - 1].count }

  private mutating func put(_ character: Character) {
    if column == columns {
      rows.append([])
      column = 0
    }
    if column < width {
      rows[rows.count - 1][column] = character
    } else {
      rows[rows.count - 1].append(character)
    }
    column += 1
  }
}
