import Diagnostics
import ResourceModel
import YAMLSyntax

/// A file whose top level holds the fields of one resource, as it was copied from a dashboard or from
/// another tool: without the collection and the key that it needs here.
enum BareResource {
  /// The keys that were told about together, so that nobody calls each of them unknown.
  static func check(
    _ root: YAMLNode, _ catalogue: ResourceCatalogue, to findings: Findings
  ) -> Set<String> {
    guard let entries = root.mapping?.entries,
      !entries.contains(where: { catalogue.schema(collection: $0.key) != nil }),
      let (schema, fields) = meant(entries, catalogue)
    else { return [] }
    UnknownKey.reportBareFields(
      fields.map(\.key), of: schema.kind.words, collection: schema.collection,
      at: fields[0].keySpan, to: findings)
    // The key is still to be chosen.
    let address = Address(collection: schema.collection, key: "KEY")
    let pasted = root.mapping.map {
      PastedObject.check($0, of: address, schema: schema, to: findings)
    }
    return (pasted ?? []).union(fields.map(\.key))
  }

  /// The kind that has the most of the keys as its fields, at least two.
  private static func meant(
    _ entries: [YAMLMapping.Entry], _ catalogue: ResourceCatalogue
  ) -> (ResourceSchema, [YAMLMapping.Entry])? {
    catalogue.schemas.map { schema in
      (schema, entries.filter { schema.attribute($0.key) != nil })
    }
    .filter { $0.1.count > 1 }
    .max { $0.1.count < $1.1.count }
  }
}
