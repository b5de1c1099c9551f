import Diagnostics
import ResourceModel
import YAMLSyntax

/// An object as the API returns it, with fields that only the API sets.
enum PastedObject {
  static let rule = Rule(
    "ASST052", "pasted-object", "An object was copied from the API")

  /// What objects of the API carry and declarations do not.
  private static let telling: Set = ["id", "object", "created_at", "tool_resources", "file_ids"]
  /// What else the API fills in; it says nothing more once one of the above was found.
  private static let filledIn: Set = [
    "status", "usage_bytes", "file_counts", "last_active_at", "expires_at",
  ]

  /// The keys that this rule spoke about, so that nobody calls them unknown again.
  static func check(
    _ mapping: YAMLMapping, schema: ResourceSchema, to findings: Findings
  ) -> Set<String> {
    let foreign = mapping.entries.filter {
      telling.contains($0.key) && schema.attribute($0.key) == nil
    }
    guard let first = foreign.first else { return [] }
    findings.report(.pastedObject(first, others: foreign.dropFirst()))
    return telling.union(filledIn)
  }
}

extension Diagnostic {
  fileprivate static func pastedObject(
    _ entry: YAMLMapping.Entry, others: ArraySlice<YAMLMapping.Entry>
  ) -> Diagnostic {
    PastedObject.rule.finding(
      "`\(entry.key)` is part of what the API returns, and is not declared.",
      help:
        "Keep only the fields that asst knows; `asst import` of a later version will write them "
        + "for you.",
      at: entry.keySpan, related: others.map { Related("So is `\($0.key)`.", at: $0.keySpan) })
  }
}
