/// Two versions of a line: what both have and what only one of them has, in its order.
struct LineDifference {
  enum Part: Equatable {
    case same(String)
    case changed(old: [Piece], new: [Piece])
    /// Words of ours for what both lines have and nobody is shown.
    case omitted(String)
  }

  /// A stretch of one of the lines.
  struct Piece: Equatable {
    enum Kind { case same, marked, omitted }

    var text: String
    var kind: Kind
  }

  var parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// From the tokens of two lines, as a difference says which have no counterpart in the other; the texts
  /// are those of ranges of tokens.
  init(
    _ difference: SequenceDifference, old: (Range<Int>) -> String, new: (Range<Int>) -> String
  ) {
    let (removed, added) = (difference.removed, difference.added)
    var parts: [Part] = []
    var (left, right) = (0, 0)
    while left < removed.count || right < added.count {
      let start = (left, right)
      while left < removed.count, removed[left] { left += 1 }
      while right < added.count, added[right] { right += 1 }
      if start != (left, right) {
        parts.append(Self.changed(old(start.0..<left), new(start.1..<right)))
      }
      let same = left
      while left < removed.count, right < added.count, !removed[left], !added[right] {
        left += 1
        right += 1
      }
      if left > same { parts.append(.same(old(same..<left))) }
    }
    self.parts = parts
  }

  static func changed(_ old: String, _ new: String) -> Part {
    let piece = { (text: String) in text.isEmpty ? [] : [Piece(text: text, kind: .marked)] }
    return .changed(old: piece(old), new: piece(new))
  }

  /// The same without marks, for lines that have too little in common for marks to help.
  var withoutMarks: LineDifference {
    LineDifference(
      parts.map { part in
        guard case .changed(let old, let new) = part else { return part }
        let unmarked = { (pieces: [Piece]) in
          pieces.map { Piece(text: $0.text, kind: $0.kind == .marked ? .same : $0.kind) }
        }
        return .changed(old: unmarked(old), new: unmarked(new))
      })
  }

  var old: [Piece] { pieces { $0.old } }
  var new: [Piece] { pieces { $0.new } }

  /// One of the lines; white space between two marked words is marked with them.
  private func pieces(_ side: ((old: [Piece], new: [Piece])) -> [Piece]) -> [Piece] {
    var pieces: [Piece] = []
    for part in parts {
      switch part {
      case .same(let text): pieces.append(Piece(text: text, kind: .same))
      case .omitted(let text): pieces.append(Piece(text: text, kind: .omitted))
      case .changed(let old, let new): pieces += side((old, new))
      }
    }
    for index in pieces.indices.dropFirst().dropLast()
    where pieces[index - 1].kind == .marked && pieces[index + 1].kind == .marked
      && pieces[index].kind == .same && pieces[index].text.allSatisfy(\.isWhitespace)
    {
      pieces[index].kind = .marked
    }
    return pieces.reduce(into: []) { joined, piece in
      if let last = joined.indices.last, joined[last].kind == piece.kind {
        joined[last].text += piece.text
      } else {
        joined.append(piece)
      }
    }
  }
}
