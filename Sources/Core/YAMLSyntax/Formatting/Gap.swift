/// A comment, from its `#` to its last visible character.
struct Comment: Equatable {
  let range: Range<Int>
  /// Bytes before it on its line.
  let column: Int
  /// Blanks between what stands before it on the line and the comment.
  let spacing: Int
}

/// A line between nodes.
enum GapLine: Equatable {
  /// One empty line or several.
  case blank
  case comment(Comment)

  var comment: Comment? { if case .comment(let comment) = self { comment } else { nil } }
}

/// What stands between two parts of a document and means nothing: comments, line breaks, blanks.
struct Gap {
  /// A comment on the line that the gap begins on.
  var sameLine: Comment?
  /// The lines below that one.
  var lines: [GapLine] = []
  var hasBreak = false

  var hasComments: Bool { sameLine != nil || lines.contains { $0.comment != nil } }

  /// All of it as lines of their own.
  var allLines: [GapLine] { [sameLine].compactMap { $0 }.map(GapLine.comment) + lines }

  /// This gap and one that follows it, with an indicator or a property between the two.
  func followed(by next: Gap) -> Gap {
    guard hasBreak else {
      return Gap(
        sameLine: sameLine ?? next.sameLine, lines: next.lines, hasBreak: next.hasBreak)
    }
    return Gap(sameLine: sameLine, lines: lines + next.allLines, hasBreak: true)
  }
}
