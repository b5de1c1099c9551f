import Diagnostics

/// Texts that differ and look the same: accents written in one or in two characters, joiners and selectors
/// that nobody sees, a character that stands for white space beside white space itself, an escape beside
/// what it stands for. What differs in them is shown as code points.
enum LookAlikes {
  /// Whether two different texts look the same in the form in which they are shown.
  static func areAlike(_ old: String, _ new: String, shown: (String) -> String) -> Bool {
    guard !old.utf8.elementsEqual(new.utf8), isSuspicious(old) || isSuspicious(new) else {
      return false
    }
    return appearance(of: shown(old)) == appearance(of: shown(new))
  }

  /// What people see of a text that is shown. Swift compares strings as people do: an accent is the same
  /// however it is written.
  static func appearance(of shown: String) -> String {
    let text = TerminalSafety.visible(shown)
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(TerminalSafety.isSeen)))
  }

  /// Whether another text may look the same as this one: of two that do at least one is suspicious. Texts
  /// of letters that are written in one way only are not, and they are nearly all.
  static func isSuspicious(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x5C: true
      case 0x20..<0x7F: false
      // Letters with an accent, Greek, Cyrillic; punctuation; kana, Han, Hangul.
      case 0xC0...0x24F, 0x0391...0x03C9, 0x0400...0x0482, 0x2010...0x2027, 0x3041...0x3096,
        0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
        false
      default: true
      }
    }
  }

  /// Every character that could be taken for another one as a code point: `e\u{301}`.
  static func spelled(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if 0x20..<0x7F ~= scalar.value, scalar != "\\" {
        result.unicodeScalars.append(scalar)
      } else {
        result += TerminalSafety.escape(scalar)
      }
    }
  }

  /// Two texts that look the same, character by character, what differs spelled.
  static func difference(_ old: String, _ new: String) -> LineDifference {
    var interning = Interning()
    let (left, right) = (Array(old), Array(new))
    let numbers = { (characters: [Character]) in
      characters.map { interning.number(ArraySlice(String($0).utf8)) }
    }
    return LineDifference(
      SequenceDifference(numbers(left), numbers(right)),
      old: { String(left[$0]) }, new: { String(right[$0]) }
    ).spelled
  }
}

extension TextDifference {
  /// Whether the texts look the same, although they differ.
  func looksUnchanged(shown: (String) -> String) -> Bool {
    guard old.count == new.count, moves.isEmpty else { return false }
    return (0..<old.count).allSatisfy { line in
      old.slice(line) == new.slice(line) || LookAlikes.areAlike(old[line], new[line], shown: shown)
    }
  }
}

extension LineDifference {
  /// The words that differ and look the same, spelled; where the whole still looks the same, all of it.
  func spelled(shown: (String) -> String) -> LineDifference {
    let result = LineDifference(
      parts.flatMap { part -> [Part] in
        guard case .changed(let old, let new) = part, let left = old.first, let right = new.first,
          old.count == 1, new.count == 1, left.kind != .omitted,
          LookAlikes.areAlike(left.text, right.text, shown: shown)
        else { return [part] }
        return LookAlikes.difference(left.text, right.text).parts
      })
    let (left, right) = (result.old.map(\.text).joined(), result.new.map(\.text).joined())
    guard LookAlikes.isSuspicious(left) || LookAlikes.isSuspicious(right),
      LookAlikes.appearance(of: shown(left)) == LookAlikes.appearance(of: shown(right))
    else { return result }
    return wholeSpelled
  }

  /// The stretches that differ, spelled.
  fileprivate var spelled: LineDifference { spelling(same: false) }

  /// Both lines spelled from beginning to end.
  var wholeSpelled: LineDifference { spelling(same: true) }

  private func spelling(same isSpelled: Bool) -> LineDifference {
    let spelled = { (pieces: [Piece]) in
      pieces.map {
        Piece(text: $0.kind == .omitted ? $0.text : LookAlikes.spelled($0.text), kind: $0.kind)
      }
    }
    return LineDifference(
      parts.map { part in
        switch part {
        case .same(let text): .same(isSpelled ? LookAlikes.spelled(text) : text)
        case .changed(let old, let new): .changed(old: spelled(old), new: spelled(new))
        case .omitted: part
        }
      })
  }
}
