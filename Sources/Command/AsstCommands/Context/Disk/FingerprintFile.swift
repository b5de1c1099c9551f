import FoundationEssentials
import ProjectConfiguration
import ResourceModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The form of the fingerprint cache on the disk: a heading, one file a line, and the digest of all
/// that, so that half a file or a flipped bit is no wrong answer but none.
///
///     asst files 1
///     sha256:… SIZE MODIFIED CHANGED INODE text|data PATH
///     sha256:…
enum FingerprintFile {
  private static let heading = Array("asst files 1\n".utf8)
  private static let newline = UInt8(ascii: "\n")

  /// Whether a path fits on a line.
  static func canHold(_ path: String) -> Bool { !path.utf8.contains(newline) }

  /// Nothing for a file that is missing, damaged or of another version.
  static func read(_ path: String) -> [String: FingerprintCache.Entry] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    return entries([UInt8](data)) ?? [:]
  }

  /// Replaces the file in one step; false where that is not possible.
  static func write(_ entries: [String: FingerprintCache.Entry], to path: String) -> Bool {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return false }
    let isWritten = write(bytes(of: entries), to: descriptor)
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  // MARK: - Form

  static func bytes(of entries: [String: FingerprintCache.Entry]) -> [UInt8] {
    var bytes = heading
    bytes.reserveCapacity(entries.count * 200)
    for (path, entry) in entries {
      let (stamp, fingerprint) = (entry.stamp, entry.fingerprint)
      let kind = fingerprint.isText ? "text" : "data"
      let numbers =
        "\(stamp.size) \(stamp.modified) \(stamp.changed) \(Int64(bitPattern: stamp.inode))"
      bytes += "\(fingerprint.content) \(numbers) \(kind) \(path)\n".utf8
    }
    bytes += "\(Digest(of: bytes))\n".utf8
    return bytes
  }

  static func entries(_ bytes: [UInt8]) -> [String: FingerprintCache.Entry]? {
    guard bytes.starts(with: heading), bytes.last == newline,
      let end = bytes.dropLast().lastIndex(of: newline),
      let digest = Digest(
        recorded: String(decoding: bytes[(end + 1)..<(bytes.count - 1)], as: UTF8.self)),
      digest == Digest(of: bytes[...end])
    else { return nil }
    var entries: [String: FingerprintCache.Entry] = [:]
    entries.reserveCapacity(bytes.count / 128)
    var start = heading.count
    while start <= end {
      guard let lineEnd = bytes[start...end].firstIndex(of: newline) else { return nil }
      guard let (path, entry) = entry(bytes[start..<lineEnd]) else { return nil }
      entries[path] = entry
      start = lineEnd + 1
    }
    return entries
  }

  private static func entry(
    _ line: ArraySlice<UInt8>
  ) -> (path: String, entry: FingerprintCache.Entry)? {
    let fields = line.split(
      separator: UInt8(ascii: " "), maxSplits: 6, omittingEmptySubsequences: false)
    guard fields.count == 7,
      let content = Digest(recorded: String(decoding: fields[0], as: UTF8.self)),
      let size = number(fields[1]), let modified = number(fields[2]),
      let changed = number(fields[3]), let inode = number(fields[4])
    else { return nil }
    let stamp = FileStamp(
      size: size, modified: modified, changed: changed, inode: UInt64(bitPattern: Int64(inode)))
    let fingerprint = FileFingerprint(
      size: size, content: content, isText: fields[5].first == UInt8(ascii: "t"))
    return (
      String(decoding: fields[6], as: UTF8.self),
      FingerprintCache.Entry(stamp: stamp, fingerprint: fingerprint)
    )
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let count = writeBytes(descriptor, piece)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}

/// The system call, under a name that the methods above do not hide.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
