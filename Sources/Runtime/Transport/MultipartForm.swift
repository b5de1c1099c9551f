/// A body of `multipart/form-data`: a few fields, and one file that is read from disk as it is sent.
///
/// Names are written as browsers write them: as UTF-8, with `"` and line breaks percent-encoded and
/// all else as it is.
package struct MultipartForm: Sendable {
  package struct File: Sendable {
    /// The name of its field.
    package var field: String
    /// What the server is to call it.
    package var name: String
    /// Where it is, as the system takes it.
    package var path: String
    /// The bytes that it must have.
    package var size: Int
    /// The digest that they must have, as 64 lower-case hexadecimal digits.
    package var sha256: String

    package init(field: String, name: String, path: String, size: Int, sha256: String) {
      self.field = field
      self.name = name
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  package typealias Field = (name: String, value: String)

  package var fields: [Field]
  package var file: File

  package init(fields: [Field], file: File) {
    self.fields = fields
    self.file = file
  }

  /// Why it cannot be sent, or nil: C would end a name there.
  var defect: String? {
    let names = fields.map(\.name) + [file.field, file.name]
    return names.contains { $0.utf8.contains(0) } ? "a name in its form has a null character" : nil
  }
}
