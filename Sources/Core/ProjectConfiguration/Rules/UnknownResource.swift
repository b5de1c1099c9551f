import Diagnostics
import ResourceModel

/// A name that no resource of the project has.
enum UnknownResource {
  static let rule = Rule(
    "ASST040", "unknown-resource", "A resource is not declared")

  /// `vector_stores: [manuals]`
  static func report(
    key: String, in collection: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(
      .unknownKeyOfResource(
        key, collection: collection, known: findings.comparable(known), at: span))
  }

  /// `assistants.support.id`
  static func report(
    _ address: Address, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unknownAddress(address, known: findings.comparable(known), at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownKeyOfResource(
    _ key: String, collection: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    let bare = key.hasPrefix("\(collection).") ? String(key.dropFirst(collection.count + 1)) : key
    let help =
      known.isEmpty
      ? "Declare it, or name an object that is managed elsewhere with `{ id: … }`."
      : String.suggesting(bare, among: known)
        + " An object that is managed elsewhere is `{ id: … }`."
    return UnknownResource.rule.finding(
      "There is no `\(key)` under `\(collection):`.", help: help, at: span)
  }

  fileprivate static func unknownAddress(
    _ address: Address, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    UnknownResource.rule.finding(
      "The project declares no `\(address)`.",
      help: known.isEmpty ? nil : .suggesting(address.description, among: known), at: span)
  }
}
