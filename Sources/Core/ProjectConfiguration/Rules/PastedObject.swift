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
    _ mapping: YAMLMapping, of address: Address, schema: ResourceSchema, to findings: Findings
  ) -> Set<String> {
    let foreign = mapping.entries.filter {
      telling.contains($0.key) && schema.attribute($0.key) == nil
    }
    guard let first = foreign.first else { return [] }
    let id = mapping["id"]?.value.scalar?.text
    findings.report(.pastedObject(first, others: foreign.dropFirst(), of: address, id: id))
    return telling.union(filledIn)
  }
}

extension Diagnostic {
  fileprivate static func pastedObject(
    _ entry: YAMLMapping.Entry, others: ArraySlice<YAMLMapping.Entry>, of address: Address,
    id: String?
  ) -> Diagnostic {
    // Anything else is no ID, and is not put into a command.
    let word = id.flatMap { Grammar.isKey($0) ? $0 : nil } ?? "ID"
    return PastedObject.rule.finding(
      "`\(entry.key)` is part of what the API returns, and is not declared.",
      help:
        "Remove what was pasted and run `asst import \(address) \(word)`: it writes the fields that "
        + "asst knows.",
      at: entry.keySpan, related: others.map { Related("So is `\($0.key)`.", at: $0.keySpan) })
  }
}
