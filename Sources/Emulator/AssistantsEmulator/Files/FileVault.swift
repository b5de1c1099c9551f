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

/// Where the bytes of files are: in a folder beside the data file, or held until the process ends.
struct FileVault: Sendable {
  /// How uploads are named that are not kept yet.
  static let uploadPrefix = "upload-"

  /// Nil when nothing outlives the process.
  let folder: String?
  private var held: [String: StoredBytes] = [:]

  init(folder: String?) { self.folder = folder }

  /// Keeps the bytes under an id; returns false when it cannot. In a folder they are on the disk then.
  mutating func keep(_ bytes: StoredBytes, as id: String) -> Bool {
    guard let folder else {
      held[id] = bytes
      return true
    }
    guard case .file(let path) = bytes.place, rename(path, "\(folder)/\(id)") == 0 else {
      return false
    }
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }

  mutating func discard(_ id: String) {
    if let folder { unlink("\(folder)/\(id)") } else { held[id] = nil }
  }

  func bytes(of id: String) -> [UInt8]? {
    if let folder { return StoredBytes.bytes(ofFile: "\(folder)/\(id)") }
    return held[id]?.bytes()
  }

  /// Makes the folder, and removes what is in it of no known file: uploads that a kill interrupted.
  func prepare(known: (String) -> Bool) throws {
    guard let folder else { return }
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: folder)
    where name.hasPrefix(Self.uploadPrefix) || (name.hasPrefix("file-") && !known(name)) {
      unlink("\(folder)/\(name)")
    }
  }
}
