package import ResourceModel

/// The rules of JSON Schema 2020-12 about schemas themselves.
package enum MetaSchema {
  /// One value that the meta-schema refuses.
  package struct Violation: Sendable, Hashable {
    /// The value that is wrong.
    package let place: JSONPointer
    /// The keyword that it is the value of, or stands in: `required`.
    package let keyword: String
    /// What the keyword takes, in the words of a message: `a list of texts, each of them once`.
    package let expected: String

    package init(place: JSONPointer, keyword: String, expected: String) {
      self.place = place
      self.keyword = keyword
      self.expected = expected
    }
  }

  /// Everything that the meta-schema refuses, in the order in which it is written.
  package static func violations(in schema: JSONValue) -> [Violation] { [] }
}
