package import ResourceModel

/// Says whether values follow a JSON Schema 2020-12.
package struct SchemaValidator: Sendable {
  package enum Verdict: Sendable, Hashable {
    case accepted, refused
    /// It depends on something that is not part of the schema: a reference to another document, or
    /// one to nothing.
    case unknown
  }

  /// The schema must be free of violations of the meta-schema; what the others mean is not said.
  package init(_ schema: JSONValue) {}

  /// The verdict on a value, by the subschema at `place` (the root when left out).
  package func verdict(
    on value: JSONValue, at place: JSONPointer = JSONPointer()
  ) -> Verdict { .unknown }
}
