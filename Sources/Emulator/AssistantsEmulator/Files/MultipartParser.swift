#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Takes `multipart/form-data` (RFC 7578) apart while it comes in. Pieces may end anywhere, in the
/// middle of a boundary too: what is found does not depend on how the text was cut, but for where the
/// bytes of one part are cut. It holds back no more than a boundary and the head of one part.
struct MultipartParser {
  enum Event: Equatable {
    /// A part begins; its head, line by line, without the line ends.
    case part([String])
    /// Bytes of the part that began last.
    case bytes([UInt8])
    case partEnded
  }

  enum Mistake: Error, Equatable {
    /// The last boundary did not come.
    case incomplete
    case headTooLong
    /// Something else than a line end follows a boundary.
    case malformedBoundary
  }

  private enum State {
    case preamble, boundary, head, content, epilogue
  }

  /// Ample for the head of a part, whose longest word is a file's name.
  static let longestHead = 16 * 1024
  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]

  private let delimiter: [UInt8]
  private var state = State.preamble
  /// What has come and is not understood yet. It begins with the line end that the first boundary
  /// may do without, so that all boundaries look the same.
  private var held = lineEnd

  init(boundary: String) { delimiter = Self.lineEnd + Array("--\(boundary)".utf8) }

  mutating func feed(_ piece: [UInt8]) throws(Mistake) -> [Event] {
    held += piece
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// Throws when the text ended too early.
  func finish() throws(Mistake) {
    guard case .epilogue = state else { throw .incomplete }
  }

  /// Returns whether there may be more to do with what is held.
  private mutating func step(_ events: inout [Event]) throws(Mistake) -> Bool {
    switch state {
    case .preamble:
      guard let start = held.first(delimiter) else {
        drop(max(0, held.count - delimiter.count + 1))
        return false
      }
      drop(start + delimiter.count)
      state = .boundary
      return true
    case .boundary: return try afterBoundary()
    case .head: return try head(&events)
    case .content:
      guard let start = held.first(delimiter) else {
        take(max(0, held.count - delimiter.count + 1), &events)
        return false
      }
      take(start, &events)
      drop(delimiter.count)
      events.append(.partEnded)
      state = .boundary
      return true
    case .epilogue:
      held = []
      return false
    }
  }

  private mutating func afterBoundary() throws(Mistake) -> Bool {
    // White space may follow a boundary (RFC 2046, section 5.1.1).
    let padding = held.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    if padding > Self.longestHead { throw .malformedBoundary }
    guard held.count >= padding + 2 else { return false }
    if padding == 0, held.starts(with: "--".utf8) {
      state = .epilogue
    } else if held[padding...].starts(with: Self.lineEnd) {
      // The line end stays: it may be the first half of an empty head.
      drop(padding)
      state = .head
    } else {
      throw .malformedBoundary
    }
    return true
  }

  private mutating func head(_ events: inout [Event]) throws(Mistake) -> Bool {
    guard let end = held.first(Self.headEnd) else {
      if held.count > Self.longestHead { throw .headTooLong }
      return false
    }
    if end > Self.longestHead { throw .headTooLong }
    let text = String(decoding: held[..<end], as: UTF8.self)
    events.append(.part(text.split(separator: "\r\n").map(String.init)))
    drop(end + Self.headEnd.count)
    state = .content
    return true
  }

  private mutating func take(_ count: Int, _ events: inout [Event]) {
    if count == 0 { return }
    events.append(.bytes(Array(held[..<count])))
    drop(count)
  }

  private mutating func drop(_ count: Int) { held.removeFirst(count) }
}

extension [UInt8] {
  /// Where the pattern stands first. The system looks for its first byte, which looks at many bytes
  /// at a time.
  fileprivate func first(_ pattern: [UInt8]) -> Int? {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let byte = pattern.first else { return nil }
      var place = 0
      while place + pattern.count <= bytes.count {
        let rest = bytes.count - pattern.count + 1 - place
        guard let found = memchr(start + place, Int32(byte), rest) else { return nil }
        if memcmp(found, pattern, pattern.count) == 0 { return UnsafeRawPointer(found) - start }
        place = UnsafeRawPointer(found) - start + 1
      }
      return nil
    }
  }
}
