/// A text cut into lines by its bytes.
///
/// Bytes, because two texts that Swift calls equal may be written with other code points, and that
/// is a difference to a model. A line feed at the end makes one more line, an empty one.
struct TextLines {
  let bytes: [UInt8]
  /// Where each line starts; one more entry than lines, past the last line feed that could be.
  private let starts: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    starts.append(bytes.count + 1)
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  /// The line without its line feed.
  subscript(index: Int) -> String { String(decoding: slice(index), as: UTF8.self) }

  func slice(_ index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1] - 1] }

  func isBlank(_ index: Int) -> Bool {
    slice(index).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// Whether a line is only what a line feed at the end leaves behind it.
  func isEnd(_ index: Int) -> Bool { index == count - 1 && bytes.last == 0x0A }

  /// Lines as people count them: a line feed at the end begins no line.
  var countAsRead: Int {
    guard !bytes.isEmpty else { return 0 }
    return bytes.last == 0x0A ? count - 1 : count
  }
}

/// Gives equal pieces of text equal numbers.
struct Interning {
  private var numbers: [Piece: Int] = [:]

  mutating func number(_ bytes: ArraySlice<UInt8>) -> Int {
    let next = numbers.count
    let piece = Piece(bytes: bytes)
    if let known = numbers[piece] { return known }
    numbers[piece] = next
    return next
  }

  mutating func numbers(of lines: TextLines, _ range: Range<Int>) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(range.count)
    for line in range { numbers.append(number(lines.slice(line))) }
    return numbers
  }

  private struct Piece: Hashable {
    let bytes: ArraySlice<UInt8>

    static func == (left: Piece, right: Piece) -> Bool {
      left.bytes.withUnsafeBytes { left in
        right.bytes.withUnsafeBytes { right in
          left.count == right.count && left.elementsEqual(right)
        }
      }
    }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }
}
