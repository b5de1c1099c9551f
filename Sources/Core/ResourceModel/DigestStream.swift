import Crypto

/// A SHA-256 of bytes that come piece by piece.
package struct DigestStream: Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// Of all that was appended so far.
  package var digest: Digest { Digest(hash.finalize()) }
}
