package import ResourceModel

/// What is known of a file's bytes without holding them.
package struct FileFingerprint: Sendable, Equatable {
  /// In bytes.
  package var size: Int
  /// The SHA-256 of the bytes.
  package var content: Digest
  /// Whether the bytes are UTF-8, or UTF-16 that says so in its first two bytes, and hold no NUL.
  package var isText: Bool

  package init(size: Int, content: Digest, isText: Bool) {
    self.size = size
    self.content = content
    self.isText = isText
  }

  package init(of bytes: [UInt8]) {
    var stream = FingerprintStream()
    bytes.withUnsafeBytes { stream.append($0) }
    self = stream.fingerprint
  }
}

/// A fingerprint of bytes that come piece by piece: all of it in one pass.
package struct FingerprintStream: Sendable {
  /// How many bytes came so far.
  package private(set) var size = 0
  private var digest = DigestStream()
  private var text = TextRecognition()

  package init() {}

  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    size += bytes.count
    digest.append(bytes)
    text.append(bytes)
  }

  /// Of all that was appended so far.
  package var fingerprint: FileFingerprint {
    FileFingerprint(size: size, content: digest.digest, isText: text.isText)
  }
}
