import Diagnostics
package import ResourceModel

extension ResourceChange {
  /// What takes an existing object over as it is: the marker is written, and every difference between
  /// the YAML and the object is held, so that the next plan shows it as a change of the configuration.
  package static func adoption(
    of desired: DesiredResource, as observed: ObservedResource, schema: ResourceSchema,
    recorded: RecordedResource?, ids: ReferenceTable
  ) -> ResourceChange {
    let base = AttributeBase(
      schema: schema, marker: observed.marker.marker?.baseline, recorded: recorded)
    let outcome = AttributeComparison(schema: schema, base: base, observed: observed, ids: ids)
      .compare(desired)
    return ResourceChange(
      address: desired.address, kind: schema.kind, action: .adopt, reason: .markerMissing,
      id: observed.id, held: outcome.changes, source: desired.span?.location,
      dependencies: desired.dependencies)
  }
}
