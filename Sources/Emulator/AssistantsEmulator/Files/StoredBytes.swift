#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of an upload, in memory or on the disk, gone with the last who holds them unless they
/// were moved into a folder.
final class StoredBytes: Sendable {
  enum Place: Sendable {
    case memory([UInt8])
    /// An open file without a name: nothing is left of it, however the process ends.
    case unnamed(Int32)
    case file(String)
  }

  let place: Place
  let count: Int

  init(_ place: Place, count: Int) {
    self.place = place
    self.count = count
  }

  deinit {
    switch place {
    case .memory: break
    case .unnamed(let descriptor): _ = close(descriptor)
    // One that was moved away is not there, and nothing happens.
    case .file(let path): unlink(path)
    }
  }

  /// All bytes; nil when they cannot be read.
  func bytes() -> [UInt8]? {
    switch place {
    case .memory(let bytes): bytes
    case .unnamed(let descriptor): Self.bytes(of: descriptor)
    case .file(let path): Self.bytes(ofFile: path)
    }
  }

  static func bytes(ofFile path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return bytes(of: descriptor)
  }

  private static func bytes(of descriptor: Int32) -> [UInt8]? {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= 0 else { return nil }
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let start = buffer.baseAddress?.advanced(by: count)
        let read = pread(descriptor, start, size - count, off_t(count))
        if read <= 0 { break }
        count += read
      }
      isWhole = count == size
    }
    return isWhole ? bytes : nil
  }
}

/// Takes the bytes of an upload as they come, and holds few of them in memory.
struct BytesWriter: ~Copyable {
  /// What is not longer stays in memory where no folder keeps it.
  private static let mostInMemory = 1024 * 1024
  private static var temporaryFolder: String { FileManager.default.temporaryDirectory.path }

  private let folder: String?
  private var memory: [UInt8] = []
  private var descriptor: Int32?
  private var path: String?
  private(set) var count = 0
  private(set) var hasFailed = false

  /// With a folder the bytes go to a file of it; without, to memory or to a file without a name.
  init(folder: String?) { self.folder = folder }

  deinit {
    if let descriptor { _ = close(descriptor) }
    if let path { unlink(path) }
  }

  mutating func write(_ bytes: [UInt8]) {
    count += bytes.count
    if folder == nil, descriptor == nil {
      memory += bytes
      if memory.count <= Self.mostInMemory { return }
      let spilled = memory
      memory = []
      put(spilled)
    } else {
      put(bytes)
    }
  }

  private mutating func put(_ bytes: [UInt8]) {
    guard let file = descriptor ?? opened() else { return hasFailed = true }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { posixWrite(file, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { return hasFailed = true }
      rest = rest.dropFirst(written)
    }
  }

  private mutating func opened() -> Int32? {
    var template = Array(
      "\(folder ?? Self.temporaryFolder)/\(FileVault.uploadPrefix)XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    descriptor = file
    let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if folder == nil { unlink(name) } else { path = name }
    return file
  }

  /// The bytes; nil when they could not all be written. Those of a folder are on the disk then.
  mutating func finish() -> StoredBytes? {
    if folder != nil { put([]) }
    if hasFailed { return nil }
    guard let descriptor else { return StoredBytes(.memory(memory), count: count) }
    self.descriptor = nil
    guard let path else { return StoredBytes(.unnamed(descriptor), count: count) }
    let isSafe = fsync(descriptor) == 0
    _ = close(descriptor)
    self.path = nil
    let stored = StoredBytes(.file(path), count: count)
    return isSafe ? stored : nil
  }
}

private func posixWrite(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, start, count)
}
