package import ResourceModel

/// Says whether values follow a JSON Schema 2020-12.
///
/// **Known**: every keyword of the core, applicator, unevaluated and validation vocabularies.
/// References lead anywhere inside of the document, by place, `$id`, `$anchor` or `$dynamicAnchor`,
/// and to the standard meta-schema. Numbers are compared by their mathematical value, texts by their
/// code points; patterns are those of ECMA-262 (`Pattern`).
///
/// **Not known**, and answered so: references to other documents; schemas whose `$schema` names
/// another dialect, and so other vocabularies; patterns with references to groups, scripts or
/// modifiers; what the former `dependencies` would refuse; divisors of more than 19 digits and
/// exponents of more than 15; validations that go deeper or take longer than `Evaluation` allows.
///
/// **Annotations**, which refuse nothing: `format`, the content and the meta-data vocabularies. Other
/// keys mean nothing in this draft (`$recursiveRef`, `nullable`), and are passed over.
///
/// The schema is read as it stands; only the identifiers in it are indexed, once, when a reference
/// needs them. An evaluation is bounded in depth and in steps, so that it ends for every schema.
package struct SchemaValidator: Sendable {
  package enum Verdict: Sendable, Hashable {
    case accepted, refused
    /// It depends on something that is not part of the schema, or not known here: a reference to
    /// another document or to nothing, another dialect, a pattern that is not understood, or more
    /// work than a validation may cost.
    case unknown
  }

  private let document: SchemaDocument

  /// The schema must be free of violations of the meta-schema; what the others mean is not said.
  package init(_ schema: JSONValue) { document = SchemaDocument(schema) }

  /// The verdict on a value, by the subschema at `place` (the root when left out). Unknown when
  /// nothing stands there.
  package func verdict(
    on value: JSONValue, at place: JSONPointer = JSONPointer()
  ) -> Verdict {
    if document.isForeign { return .unknown }
    var evaluation = Evaluation(document)
    guard !place.steps.isEmpty else {
      return evaluation.verdict(of: document.root, on: value)
    }
    // A key may be made of digits: only an index is one of a list.
    guard let site = document.index.site(at: place.steps, in: 0) else { return .unknown }
    return evaluation.verdict(of: site, on: value)
  }
}
