/// Whether bytes that come piece by piece are a text: UTF-8 without NUL, or UTF-16 with a byte order
/// mark. Hosts take nothing else as one.
///
/// Runs beside the hash over every byte of every file, so that it looks at many bytes at a time.
struct TextRecognition: Sendable {
  private enum Form {
    /// Nothing came yet but a first byte that a UTF-16 text may begin with.
    case unknown(first: UInt8?)
    case utf8
    case utf16(isLittleEndian: Bool)
    case binary
  }

  private var form = Form.unknown(first: nil)
  /// Within UTF-8: how many bytes of the character are to come, and what the next may be.
  private var missing = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF
  /// Within UTF-16: the first byte of a unit that is not whole.
  private var half: UInt8?
  private var awaitsLowSurrogate = false

  /// Of all that came so far; nothing at all is a text.
  var isText: Bool {
    switch form {
    case .unknown(let first): first == nil
    case .utf8: missing == 0
    case .utf16: half == nil && !awaitsLowSurrogate
    case .binary: false
    }
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var bytes = bytes[...]
    while case .unknown(let first) = form, let byte = bytes.popFirst() { begin(first, byte) }
    switch form {
    case .unknown, .binary: return
    case .utf8: if !takeUTF8(UnsafeRawBufferPointer(rebasing: bytes)) { form = .binary }
    case .utf16(let isLittleEndian):
      for byte in bytes where !takeUTF16(byte, isLittleEndian: isLittleEndian) {
        form = .binary
        return
      }
    }
  }

  private mutating func begin(_ first: UInt8?, _ byte: UInt8) {
    switch (first, byte) {
    case (nil, 0xFE), (nil, 0xFF): form = .unknown(first: byte)
    case (0xFF?, 0xFE): form = .utf16(isLittleEndian: true)
    case (0xFE?, 0xFF): form = .utf16(isLittleEndian: false)
    case (nil, _): form = takeUTF8(byte) ? .utf8 : .binary
    default: form = .binary
    }
  }

  // MARK: - UTF-8

  private mutating func takeUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if missing == 0 { index += Self.plainBytes(in: bytes, from: index) }
      if missing == 0, index >= UTF8Blocks.reach {
        guard let end = UTF8Blocks.check(bytes, from: index) else { return false }
        index = end
      }
      guard index < bytes.count else { return true }
      guard takeUTF8(bytes[index]) else { return false }
      index += 1
    }
    return true
  }

  /// How many bytes from here on are ASCII other than NUL for certain: a multiple of 32.
  private static func plainBytes(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 32 <= bytes.count {
      var marks: UInt64 = 0
      for offset in stride(from: index, to: index + 32, by: 8) {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        // One less than NUL borrows, and sets the bit that ASCII never has.
        marks |= word | (word &- 0x0101_0101_0101_0101)
      }
      guard marks & 0x8080_8080_8080_8080 == 0 else { break }
      index += 32
    }
    return index - start
  }

  /// By table 3-7 of the Unicode standard.
  private mutating func takeUTF8(_ byte: UInt8) -> Bool {
    if missing > 0 {
      guard allowed.contains(byte) else { return false }
      missing -= 1
      allowed = 0x80...0xBF
      return true
    }
    switch byte {
    case 0x01...0x7F: break
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
    case 0xED: (missing, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
    case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
    case 0xF1...0xF3: missing = 3
    default: return false
    }
    return true
  }

  // MARK: - UTF-16

  private mutating func takeUTF16(_ byte: UInt8, isLittleEndian: Bool) -> Bool {
    guard let first = half else {
      half = byte
      return true
    }
    half = nil
    let (low, high) = isLittleEndian ? (first, byte) : (byte, first)
    switch UInt16(high) << 8 | UInt16(low) {
    case 0: return false
    case 0xDC00...0xDFFF:
      guard awaitsLowSurrogate else { return false }
      awaitsLowSurrogate = false
      return true
    case 0xD800...0xDBFF:
      guard !awaitsLowSurrogate else { return false }
      awaitsLowSurrogate = true
      return true
    default: return !awaitsLowSurrogate
    }
  }
}
