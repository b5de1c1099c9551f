package import Diagnostics

extension StyledText {
  /// The text, which is one line, in lines of at most so many columns, broken between words; a word that
  /// is wider is cut. The first line and the others may have different room. With `marksWords` the
  /// marks of words that differ take their columns too.
  package func wrapped(first: Int, others: Int, marksWords: Bool) -> [StyledText] {
    guard columns(marksWords: marksWords) > first else { return [self] }
    var wrapping = LineWrapping(room: max(4, first), others: max(4, others), marksWords: marksWords)
    for run in runs {
      for character in TerminalSafety.visible(run.text) {
        wrapping.add(LineWrapping.Cell(character, run.style))
      }
    }
    return wrapping.finished()
  }

  func columns(marksWords: Bool) -> Int {
    let marks = marksWords ? runs.count { $0.style.isWord } * 2 * LineWrapping.markColumns : 0
    return columns + marks
  }
}

/// Fills lines character by character.
private struct LineWrapping {
  struct Cell {
    var character: Character
    var style: StyledText.Style
    var columns: Int

    init(_ character: Character, _ style: StyledText.Style) {
      self.character = character
      self.style = style
      columns = DisplayWidth.columns(of: character)
    }

    var isJoint: Bool { character == "/" || character == "." || character == "," }
  }

  /// `[-` or `-]`
  static let markColumns = 2

  /// What the line that is being filled has.
  var room: Int
  let others: Int
  let marksWords: Bool
  private var lines: [StyledText] = []
  private var current: [Cell] = []
  private var used = 0
  /// The last space at which the line may be broken.
  private var lastSpace: Int?
  /// Where what has no spaces may be broken: before words that differ, and inside of paths.
  private var lastJoint: Int?

  init(room: Int, others: Int, marksWords: Bool) {
    (self.room, self.others, self.marksWords) = (room, others, marksWords)
  }

  mutating func add(_ cell: Cell) {
    // Of several spaces at which a line is broken none begins the next one.
    if current.isEmpty, !lines.isEmpty, cell.character == " ", !cell.style.isWord { return }
    append(cell)
    // The mark that ends the words that differ has to have room too.
    guard used + (isMarked(cell.style) ? Self.markColumns : 0) > room, current.count > 1 else {
      return
    }
    if let space = lastSpace {
      breakLine(before: space, keeping: Array(current[(space + 1)...]))
    } else if let joint = lastJoint {
      breakLine(before: joint, keeping: Array(current[joint...]))
    } else {
      breakLine(before: current.count - 1, keeping: [cell])
    }
  }

  mutating func finished() -> [StyledText] {
    if !current.isEmpty { lines.append(Self.text(current[...])) }
    return lines
  }

  private mutating func append(_ cell: Cell) {
    let previous = current.last?.style
    if isMarked(cell.style), previous != cell.style { used += Self.markColumns }
    if let previous, isMarked(previous), previous != cell.style { used += Self.markColumns }
    used += cell.columns
    // A sign and the space behind it stay with the word that follows.
    if cell.character == " ", current.count > 1 { lastSpace = current.count }
    if cell.style.isWord, previous != cell.style, current.count > 2 { lastJoint = current.count }
    current.append(cell)
    // Not where most of the line would stay empty, nor where a mark that ends there has no room.
    let isOff = 2 * used <= room || used + Self.markColumns > room
    if cell.isJoint, !isOff { lastJoint = current.count }
  }

  private mutating func breakLine(before index: Int, keeping rest: [Cell]) {
    lines.append(Self.text(current[..<index]))
    (current, used, lastSpace, lastJoint, room) = ([], 0, nil, nil, others)
    // What follows may have less room.
    for cell in rest { add(cell) }
  }

  private func isMarked(_ style: StyledText.Style) -> Bool { marksWords && style.isWord }

  private static func text(_ cells: ArraySlice<Cell>) -> StyledText {
    var text = StyledText()
    // A space at which a line is broken says nothing.
    let end = cells.lastIndex { $0.character != " " } ?? cells.startIndex - 1
    for cell in cells[...end] { text.append(String(cell.character), cell.style) }
    return text
  }
}

extension StyledText.Style {
  fileprivate var isWord: Bool { self == .addedWord || self == .removedWord }
}
