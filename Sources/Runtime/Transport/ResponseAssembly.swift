/// An answer as it comes in, line by line and piece by piece.
struct ResponseAssembly {
  enum Refusal: Equatable { case tooLarge, endlessHeaders }

  private(set) var headers = HTTPHeaders()
  private(set) var body: [UInt8] = []
  /// Why the rest of the answer is not wanted.
  private(set) var refusal: Refusal?
  private let maximumBytes: Int
  private var headerBytes = 0
  private var isBlockWhole = false

  /// The most bytes of headers: far above what servers send (most allow 8 to 16 KB themselves).
  private static let maximumHeaderBytes = 256 << 10

  init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  /// Takes one header line, with its line break. False ends the transfer.
  mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.maximumHeaderBytes else {
      refusal = .endlessHeaders
      return false
    }
    let line = line.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    if line.starts(with: "HTTP/".utf8) {
      // A block before this one belonged to a 1xx answer.
      headers = HTTPHeaders()
      isBlockWhole = false
    } else if line.isEmpty {
      isBlockWhole = true
    } else if !isBlockWhole, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      // What follows a whole block are trailers, which are no headers.
      headers.append(
        name: String(decoding: line[..<colon], as: UTF8.self),
        value: Self.trimmed(line[(colon + 1)...]))
    }
    return true
  }

  /// Takes a piece of the body. False ends the transfer.
  mutating func take(bodyPiece piece: UnsafeRawBufferPointer) -> Bool {
    guard piece.count <= maximumBytes - body.count else {
      refusal = .tooLarge
      return false
    }
    body.append(contentsOf: piece)
    return true
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
