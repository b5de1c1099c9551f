import JSONSchema
import OrderedCollections
import ResourceModel
import TestSupport
import Testing

/// The walk over a schema and the meta-schema's own documents come to the same verdict.
@Suite struct MetaSchemaEqualityTests {
  @Test func onTheSchemasOfTheSuite() throws {
    let validator = try MetaSchemaDocument.validator()
    for file in try SuiteFile.all() {
      for group in file.groups { expectEqualVerdicts(on: group.schema, by: validator) }
    }
  }

  /// Values that are put in the place of others: some right for one keyword, most wrong for others.
  @Test func onMutatedSchemas() throws {
    let validator = try MetaSchemaDocument.validator()
    let schemas = try SuiteFile.all().flatMap { $0.groups.map(\.schema) }
    var mutation = SchemaMutation(seed: 2020, sources: schemas)
    var (accepted, refused) = (0, 0)
    for _ in 0..<4_000 {
      let schema = mutation.next()
      expectEqualVerdicts(on: schema, by: validator)
      if MetaSchema.violations(in: schema).isEmpty { accepted += 1 } else { refused += 1 }
    }
    // Neither side of the comparison may be a rare one.
    #expect(min(accepted, refused) > 800, "\(accepted) accepted, \(refused) refused")
  }

  private func expectEqualVerdicts(on schema: JSONValue, by validator: SchemaValidator) {
    let violations = MetaSchema.violations(in: schema)
    let verdict = validator.verdict(on: schema)
    if verdict != (violations.isEmpty ? .accepted : .refused) {
      Issue.record("\(verdict), \(violations): \(JSONWriter.string(schema))")
    }
    #expect(Set(violations.map(\.place)).count == violations.count, "a place is named twice")
  }
}
