import OrderedCollections
import ResourceModel
import Transport

extension EmulatorProcess {
  /// The address in the marker of every object of a collection, page after page; objects without one
  /// count as "nobody's".
  func owners(of collection: String) async throws -> [String] {
    var owners: [String] = []
    var cursor = ""
    while true {
      let page = try await call(.get, "/\(collection)?limit=100&order=asc\(cursor)")
      for object in page["data"]?.array ?? [] {
        let marker = object["metadata"]?["asst"]?.string ?? ""
        let parts = marker.split(separator: ":")
        owners.append(parts.count > 2 ? String(parts[2]) : "nobody's")
      }
      guard page["has_more"]?.bool == true, let last = page["last_id"]?.string else {
        return owners
      }
      cursor = "&after=\(last)"
    }
  }
}
