import OrderedCollections
import Reconciliation
import ResourceModel

/// The findings for programs. Codes (`id`, `status`) are stable; texts are for people and may change.
enum DoctorDocument {
  static let formatVersion = "1.0"

  static func json(_ report: DoctorReport) -> JSONValue {
    [
      "format_version": .string(formatVersion),
      "asst_version": .string(Version.text),
      "healthy": .bool(report.isHealthy),
      "requests": .integer(report.requests),
      "checks": .array(report.checks.map(check)),
    ]
  }

  private static func check(_ check: DoctorCheck) -> JSONValue {
    [
      "id": .string(check.id),
      "status": .string(check.status.rawValue),
      "details": .array(check.details.map { .string($0) }),
      "advice": .array(check.advice.map { .string($0) }),
      "milliseconds": check.duration.map { .integer($0.wholeMilliseconds) } ?? .null,
    ]
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
