/// A block of lines that stands elsewhere in the new text, unchanged: all of them are removed there and
/// added here, and nobody has to read them twice.
struct TextMove: Equatable {
  /// Fewer letters and digits than this are alike by chance.
  private static let fewestLetters = 20
  /// One line moves by itself when it is a paragraph: this many letters and digits.
  private static let fewestLettersOfALine = 60

  /// The lines in the old text.
  var from: Range<Int>
  /// The lines in the new text, as many and the same.
  var to: Range<Int>

  var count: Int { from.count }
}

extension TextMove {
  /// The blocks among the changed lines that only moved, in the order of the old text. Linear in the
  /// number of lines: each block grows around a line that is removed once and added once.
  static func all(
    removed: [Bool], added: [Bool], _ old: TextLines, _ new: TextLines
  ) -> [TextMove] {
    var interning = Interning()
    let oldNumbers = numbers(removed, old, &interning)
    let newNumbers = numbers(added, new, &interning)
    let oldPlaces = singlePlaces(removed, oldNumbers)
    let newPlaces = singlePlaces(added, newNumbers)
    var isTaken = Array(repeating: false, count: added.count)
    let isSame = { (left: Int, right: Int) in
      removed[left] && added[right] && !isTaken[right] && oldNumbers[left] == newNumbers[right]
    }
    var moves: [TextMove] = []
    var index = 0
    // Up to here the old text was looked at.
    var end = 0
    while index < removed.count {
      guard removed[index], oldPlaces[oldNumbers[index]] == .some(index),
        case .some(.some(let place)) = newPlaces[oldNumbers[index]], !isTaken[place]
      else {
        index += 1
        continue
      }
      var start = (index, place)
      while start.0 > end, start.1 > 0, isSame(start.0 - 1, start.1 - 1) {
        start = (start.0 - 1, start.1 - 1)
      }
      var stop = (index + 1, place + 1)
      while stop.0 < removed.count, stop.1 < added.count, isSame(stop.0, stop.1) {
        stop = (stop.0 + 1, stop.1 + 1)
      }
      let move = TextMove(from: start.0..<stop.0, to: start.1..<stop.1)
      if move.isWorthSaying(old) {
        moves.append(move)
        for line in move.to { isTaken[line] = true }
      }
      (index, end) = (stop.0, stop.0)
    }
    return moves
  }

  /// Equal numbers are equal lines; only those of changed lines matter.
  private static func numbers(
    _ changed: [Bool], _ lines: TextLines, _ interning: inout Interning
  ) -> [Int] {
    changed.indices.map { changed[$0] ? interning.number(lines.slice($0)) : -1 }
  }

  /// Where each changed line stands; nil for one that occurs more than once.
  private static func singlePlaces(_ changed: [Bool], _ numbers: [Int]) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for (index, number) in numbers.enumerated() where changed[index] {
      places.updateValue(places.keys.contains(number) ? nil : index, forKey: number)
    }
    return places
  }

  private func isWorthSaying(_ lines: TextLines) -> Bool {
    var letters = 0
    var written = 0
    for line in from {
      // A character outside ASCII counts as one letter: its first byte.
      letters += lines.slice(line).count { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC0...:
          true
        default: false
        }
      }
      if !lines.isBlank(line) { written += 1 }
    }
    return letters >= (written > 1 ? Self.fewestLetters : Self.fewestLettersOfALine)
  }
}
