/// Undoes the compression `deflate` (RFC 1951) inside of a zlib stream (RFC 1950), for the streams of
/// PDFs. Written for being read, not for speed.
struct Inflate {
  private enum Mistake: Error { case malformed }

  private static let longest = 15
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]
  /// The order in which the lengths of the code for code lengths are written.
  private static let codeOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private let input: [UInt8]
  private var bit = 0
  private var output: [UInt8] = []
  private let most: Int

  /// Nil when the text is malformed, or becomes longer than `most` bytes.
  static func bytes(of zlib: some Sequence<UInt8>, most: Int) -> [UInt8]? {
    let input = Array(zlib)
    guard input.count > 2, input[0] & 15 == 8, (Int(input[0]) << 8 + Int(input[1])) % 31 == 0,
      input[1] & 32 == 0
    else { return nil }
    var inflate = Inflate(input: Array(input.dropFirst(2)), most: most)
    do {
      try inflate.run()
      return inflate.output
    } catch {
      return nil
    }
  }

  private init(input: [UInt8], most: Int) {
    self.input = input
    self.most = most
  }

  private mutating func run() throws {
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try stored()
      case 1:
        let lengths =
          [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
          + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
        try block(Code(lengths), Code([Int](repeating: 5, count: 30)))
      case 2:
        let (literals, distances) = try codes()
        try block(literals, distances)
      default: throw Mistake.malformed
      }
    }
  }

  private mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for place in 0..<count {
      guard bit >> 3 < input.count else { throw Mistake.malformed }
      value |= Int(input[bit >> 3] >> UInt8(bit & 7) & 1) << place
      bit += 1
    }
    return value
  }

  private mutating func append(_ byte: UInt8) throws {
    if output.count >= most { throw Mistake.malformed }
    output.append(byte)
  }

  private mutating func stored() throws {
    bit = (bit + 7) & ~7
    let count = try bits(16)
    guard try bits(16) == ~count & 0xFFFF else { throw Mistake.malformed }
    for _ in 0..<count { try append(UInt8(try bits(8))) }
  }

  private mutating func block(_ literals: Code, _ distances: Code) throws {
    while true {
      let symbol = try decode(literals)
      if symbol == 256 { return }
      if symbol < 256 {
        try append(UInt8(symbol))
        continue
      }
      guard symbol - 257 < Self.lengthBases.count else { throw Mistake.malformed }
      let length = try Self.lengthBases[symbol - 257] + bits(Self.lengthBits[symbol - 257])
      let code = try decode(distances)
      guard code < Self.distanceBases.count else { throw Mistake.malformed }
      let distance = try Self.distanceBases[code] + bits(Self.distanceBits[code])
      guard distance <= output.count else { throw Mistake.malformed }
      for _ in 0..<length { try append(output[output.count - distance]) }
    }
  }

  /// The two codes that a block brings along, themselves in a code.
  private mutating func codes() throws -> (Code, Code) {
    let (literals, distances) = (try bits(5) + 257, try bits(5) + 1)
    var order = [Int](repeating: 0, count: Self.codeOrder.count)
    for place in 0..<(try bits(4) + 4) { order[Self.codeOrder[place]] = try bits(3) }
    let code = Code(order)
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      switch try decode(code) {
      case let length where length < 16: lengths.append(length)
      case 16:
        guard let last = lengths.last else { throw Mistake.malformed }
        lengths += [Int](repeating: last, count: try bits(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
      default: lengths += [Int](repeating: 0, count: try bits(7) + 11)
      }
    }
    guard lengths.count == literals + distances else { throw Mistake.malformed }
    return (Code(Array(lengths[..<literals])), Code(Array(lengths[literals...])))
  }

  private mutating func decode(_ code: Code) throws -> Int {
    var (value, first, index) = (0, 0, 0)
    for length in 1...Self.longest {
      value |= try bits(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw Mistake.malformed
  }

  /// A Huffman code in its canonical form: how many symbols there are of each length, and which.
  private struct Code {
    var counts = [Int](repeating: 0, count: longest + 1)
    let symbols: [Int]

    init(_ lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted {
        (lengths[$0], $0) < (lengths[$1], $1)
      }
    }
  }
}
