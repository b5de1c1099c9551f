import ResourceModel

/// One write to a collection, as a data file keeps it.
enum StateChange: Sendable {
  /// A new object, or what an object has become.
  case put(kind: String, id: String, record: JSONValue)
  case remove(kind: String, id: String)

  static func put(_ resource: some ListedResource) -> StateChange {
    .put(kind: type(of: resource).object, id: resource.key, record: resource.record)
  }
}
