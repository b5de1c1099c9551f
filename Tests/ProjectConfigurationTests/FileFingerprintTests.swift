import ProjectConfiguration
import ResourceModel
import TestSupport
import Testing

struct FileFingerprintTests {
  private static let long = Array(repeating: UInt8(ascii: "x"), count: 100)

  @Test(
    arguments: [
      ([], true), (Array("Hi\n".utf8), true), (Array("Grüße, 世界 😀".utf8), true),
      (long + Array("ü".utf8) + long, true), ([0xEF, 0xBB, 0xBF, 0x61], true),
      ([0x61, 0x00, 0x62], false), (long + [0x00] + long, false), (long + [0x80] + long, false),
      ([0x66, 0xFC, 0x72], false), ([0xC0, 0x80], false), ([0xED, 0xA0, 0x80], false),
      ([0xF5, 0x80, 0x80, 0x80], false), ([0xE4, 0xB8], false), ([0xFF], false), ([0xFE], false),
      ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00], true), ([0xFE, 0xFF, 0x00, 0x61], true),
      ([0xFF, 0xFE, 0x61], false), ([0xFF, 0xFE, 0x00, 0x00], false),
      ([0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE], true), ([0xFF, 0xFE, 0x3D, 0xD8], false),
      ([0xFF, 0xFE, 0x00, 0xDE], false), ([0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0x00], false),
      (Array("%PDF-1.7\n".utf8) + [0xE2, 0xE3, 0xCF, 0xD3], false),
    ] as [([UInt8], Bool)])
  func text(bytes: [UInt8], isText: Bool) {
    #expect(FileFingerprint(of: bytes).isText == isText)
  }

  /// Every first byte with second bytes at all borders, and too few and too many after them, in the
  /// midst of a text that is looked at block by block.
  @Test func sequencesWithinBlocks() {
    let around = Array(String(repeating: "世", count: 40).utf8)
    for first in [0x00, 0x7F, 0x80, 0xBF] + Array(UInt8(0xC0)...0xFF) {
      for second: UInt8 in [0x01, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
        for count in 0...3 {
          let bytes = around + [first, second] + Array(repeating: 0x80, count: count) + around
          let isText = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
          #expect(FileFingerprint(of: bytes).isText == isText, "\(first) \(second) \(count)")
        }
      }
    }
  }

  /// Where the pieces end makes no difference.
  @Test func piecesOfAnySize() {
    var generator = SeededGenerator(seed: 7)
    let letters: [[UInt8]] = [
      Array("a".utf8), Array("ü".utf8), Array("世".utf8), Array("😀".utf8), Self.long,
    ]
    for _ in 0..<200 {
      var bytes = (0..<Int.random(in: 0...40, using: &generator)).flatMap { _ in
        letters.randomElement(using: &generator) ?? []
      }
      if Bool.random(using: &generator), let index = bytes.indices.randomElement(using: &generator)
      {
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      var stream = FingerprintStream()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...300, using: &generator))
        piece.withUnsafeBytes { stream.append($0) }
        rest = rest.dropFirst(piece.count)
      }
      let expected = FileFingerprint(
        size: bytes.count, content: Digest(of: bytes),
        isText: bytes.first.map { $0 < 0xFE } ?? true
          ? !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
          : FileFingerprint(of: bytes).isText)
      #expect(stream.fingerprint == expected)
    }
  }
}
