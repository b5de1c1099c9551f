/// A pattern of one name: `*` for any characters, `?` for one.
///
/// Bytes are compared wherever that says the same as comparing characters: a store has ten thousand
/// files, and nearly all patterns are ASCII. Otherwise a letter with an accent is one character,
/// however the file system composes it.
struct NamePattern: Sendable {
  private enum Piece<Element: Equatable & Sendable>: Equatable, Sendable {
    case just(Element)
    case one
    case many
  }

  private let bytes: [Piece<UInt8>]
  private let characters: [Piece<Character>]
  private let isASCII: Bool
  private let countsCharacters: Bool

  init(_ text: Substring) {
    bytes = Self.pieces(text.utf8, many: UInt8(ascii: "*"), one: UInt8(ascii: "?"))
    characters = Self.pieces(text, many: "*", one: "?")
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    countsCharacters = bytes.contains(.one)
  }

  func matches(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let name = UnsafeBufferPointer(rebasing: name)
    if isASCII, !countsCharacters || name.allSatisfy({ $0 < 0x80 }) {
      return Self.match(bytes, name)
    }
    return Self.match(characters, Array(String(decoding: name, as: UTF8.self)))
  }

  private static func pieces<Element: Equatable & Sendable>(
    _ text: some Sequence<Element>, many: Element, one: Element
  ) -> [Piece<Element>] {
    text.map { $0 == many ? .many : $0 == one ? .one : .just($0) }
  }

  /// After a mismatch only the last `*` takes one more, so that no name takes exponential time.
  private static func match<Name: RandomAccessCollection>(
    _ pieces: [Piece<Name.Element>], _ name: Name
  ) -> Bool where Name.Index == Int, Name.Element: Equatable & Sendable {
    var (at, index) = (0, 0)
    var retry: (piece: Int, index: Int)?
    while index < name.count {
      if at < pieces.count, pieces[at] == .many {
        retry = (at, index)
        at += 1
      } else if at < pieces.count, pieces[at] == .one || pieces[at] == .just(name[index]) {
        at += 1
        index += 1
      } else if let last = retry {
        at = last.piece + 1
        index = last.index + 1
        retry = (last.piece, index)
      } else {
        return false
      }
    }
    return pieces[at...].allSatisfy { $0 == .many }
  }
}
