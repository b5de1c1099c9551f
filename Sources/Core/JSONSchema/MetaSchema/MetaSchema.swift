package import ResourceModel

/// The rules of JSON Schema 2020-12 about schemas themselves: the standard meta-schema with all its
/// vocabularies, as one walk over a schema instead of a validation by another one.
package enum MetaSchema {
  /// Where the standard meta-schema stands; what `$schema` says of a schema of this draft.
  package static let identifier = "https://json-schema.org/draft/2020-12/schema"

  /// One value that the meta-schema refuses.
  package struct Violation: Sendable, Hashable {
    /// The value that is wrong.
    package let place: JSONPointer
    /// The keyword that it is the value of, or stands in: `required`. Empty for the whole schema.
    package let keyword: String
    /// What the keyword takes, in the words of a message: `a list of texts, each of them once`.
    package let expected: String

    package init(place: JSONPointer, keyword: String, expected: String) {
      self.place = place
      self.keyword = keyword
      self.expected = expected
    }
  }

  /// Everything that the meta-schema refuses, in the order in which it is written; each mistake
  /// once, at the innermost value that is wrong. A schema is read to 512 levels.
  package static func violations(in schema: JSONValue) -> [Violation] {
    var inspection = SchemaInspection()
    inspection.schema(schema, in: nil)
    return inspection.found.map { finding in
      Violation(
        place: JSONPointer(finding.stepsFromInside.reversed()),
        keyword: finding.keyword?.name ?? "",
        expected: (finding.keyword?.takes ?? .schema).words)
    }
  }

  /// Whether `$schema` names this draft.
  static func isNamed(by identifier: String) -> Bool {
    identifier == Self.identifier || identifier == Self.identifier + "#"
  }
}
