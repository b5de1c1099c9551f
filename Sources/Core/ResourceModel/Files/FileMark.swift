import OrderedCollections

/// The second entry of metadata, on objects that hold files themselves: which of the IDs is which file,
/// since files carry no metadata. Each is 8 digits of its ID's digest and 16 of its identity.
package struct FileMark: Sendable, Equatable {
  private static let idLength = 8
  private static let length = 24

  private var identities: [String: String]

  package init(_ files: [String: FileIdentity]) {
    identities = Dictionary(
      files.map { (Self.code(of: $0.key), $0.value.short) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// nil for what no version of ours wrote.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count.isMultiple(of: Self.length),
      bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    identities = [:]
    for start in stride(from: 0, to: bytes.count, by: Self.length) {
      let entry = String(decoding: bytes[start..<start + Self.length], as: UTF8.self)
      identities[String(entry.prefix(Self.idLength))] = String(entry.dropFirst(Self.idLength))
    }
  }

  /// At most 20 files stand in one list, which are 480 of the 512 characters of an entry.
  package var text: String {
    identities.keys.sorted().map { $0 + (identities[$0] ?? "") }.joined()
  }

  /// Takes over what an earlier mark says of files that the object goes on holding.
  package mutating func carry(_ files: [String], from earlier: FileMark) {
    for code in files.map(Self.code) where identities[code] == nil {
      identities[code] = earlier.identities[code]
    }
  }

  package var isEmpty: Bool { identities.isEmpty }

  /// The short form of the identity of one of the object's files; nil for one that is not ours.
  package func short(of file: String) -> String? { identities[Self.code(of: file)] }

  private static func code(of file: String) -> String { Digest(of: file.utf8).short }
}
