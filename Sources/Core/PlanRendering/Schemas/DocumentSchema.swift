/// The JSON Schemas of what programs are told: the files beside this one.
package enum DocumentSchema: String, Sendable, CaseIterable {
  case plan
  case events

  /// The file, as it stands in the repository.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private var bytes: [UInt8] {
    switch self {
    case .plan: PackageResources.plan_schema_json
    case .events: PackageResources.events_schema_json
    }
  }

  /// What it describes, in a line.
  package var summary: String {
    switch self {
    case .plan: "What `asst plan --format json` prints, and `--out` saves"
    case .events: "One line of `asst apply --format json` or `asst destroy --format json`"
    }
  }
}
