import Crypto
import Foundation
import Transport

/// Runs a test with a file of these bytes in a folder of its own, followed by that many zeros, which
/// take no room.
func withFile(
  _ content: [UInt8] = [], zeros: Int = 0, _ body: (FileOnDisk) async throws -> Void
) async throws {
  let folder = URL.temporaryDirectory.appending(path: "asst-transport-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = FileOnDisk(path: folder.appending(path: "a file.txt").path)
  try Data(content).write(to: file.url)
  try file.resize(to: content.count + zeros)
  try await body(file)
}

struct FileOnDisk {
  let path: String

  var url: URL { URL(filePath: path) }

  func resize(to size: Int) throws {
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: UInt64(size))
    try handle.close()
  }

  func overwrite(at offset: Int, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forWritingTo: url)
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  func delete() throws { try FileManager.default.removeItem(atPath: path) }

  /// How many descriptors of this process are open on it; nil where the system does not tell.
  var openCount: Int? {
    let folder = "/proc/self/fd"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    return names.count { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      return target?.hasPrefix(path) ?? false
    }
  }
}

/// The form in which the tests send a file; it promises the bytes that the file has now.
func form(
  _ file: FileOnDisk, name: String = "f.txt", fields: [MultipartForm.Field] = [("purpose", "test")]
) throws -> MultipartForm {
  let content = try Data(contentsOf: file.url, options: .alwaysMapped)
  return MultipartForm(
    fields: fields,
    file: MultipartForm.File(
      field: "file", name: name, path: file.path, size: content.count,
      sha256: hexadecimal(SHA256.hash(data: content))))
}

func hexadecimal(_ digest: SHA256.Digest) -> String {
  digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
