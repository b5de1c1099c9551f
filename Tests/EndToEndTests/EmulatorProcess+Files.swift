import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What a dashboard shows of files, and what somebody does with them there.
extension EmulatorProcess {
  /// The names of all files, sorted.
  func fileNames() async throws -> [String] {
    let list = try await call(.get, "/files?limit=1000")
    return (list["data"]?.array ?? []).compactMap { $0["filename"]?.string }.sorted()
  }

  /// The name of each file by its ID.
  func filesByID() async throws -> [String: String] {
    let list = try await call(.get, "/files?limit=1000")
    return Dictionary(
      (list["data"]?.array ?? []).compactMap { file in
        guard let id = file["id"]?.string, let name = file["filename"]?.string else { return nil }
        return (id, name)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The one store, or the one of this name.
  func store(_ name: String? = nil) async throws -> String {
    let stores = try await objects("vector_stores")
    return try #require(stores.first { name == nil || $0["name"]?.string == name }?["id"]?.string)
  }

  /// The members of a store by the names of their files.
  func members(of store: String) async throws -> [String: JSONValue] {
    let names = try await filesByID()
    let list = try await call(.get, "/vector_stores/\(store)/files?limit=100")
    return Dictionary(
      (list["data"]?.array ?? []).map { member in
        (names[member["id"]?.string ?? ""] ?? "no file", member)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of the files whose text has these words, the best first.
  func search(_ words: String, in store: String) async throws -> [String] {
    let answer = try await call(.post, "/vector_stores/\(store)/search", ["query": .string(words)])
    return (answer["data"]?.array ?? []).compactMap { $0["filename"]?.string }
  }

  /// Uploads a file as somebody else does, and returns its ID.
  func upload(_ name: String, _ text: String) async throws -> String {
    let lines = [
      "--cut", "Content-Disposition: form-data; name=\"purpose\"", "", "assistants", "--cut",
      "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"",
      "Content-Type: text/plain", "", text, "--cut--", "",
    ]
    var request = URLRequest(url: try #require(URL(string: baseURL + "/files")))
    request.httpMethod = "POST"
    request.httpBody = Data(lines.joined(separator: "\r\n").utf8)
    request.setValue("multipart/form-data; boundary=cut", forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer somebody", forHTTPHeaderField: "Authorization")
    let (data, _) = try await URLSession.shared.data(for: request)
    return try #require(try JSONParser.parse([UInt8](data))["id"]?.string)
  }

  /// The writes since the last reset, with what stands for IDs left out: `POST /files`.
  func writes() async throws -> [String] {
    try await requests().filter { !$0.hasPrefix("GET") && !$0.hasSuffix("/search") }.map { line in
      line.replacing("/v1", with: "").split(separator: "/").map { part in
        ["vs_", "file-", "asst_"].contains { part.hasPrefix($0) } ? "ID" : String(part)
      }.joined(separator: "/")
    }.sorted()
  }
}
