import ResourceModel

/// What a request that succeeds is answered.
struct Reply {
  let body: [UInt8]
  let contentType: String

  init(_ body: [UInt8], contentType: String = "application/json") {
    self.body = body
    self.contentType = contentType
  }

  init(_ value: JSONValue) { self.init(JSONWriter.bytes(value)) }
}
