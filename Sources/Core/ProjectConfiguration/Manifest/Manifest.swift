package import Diagnostics
package import OrderedCollections
package import ResourceModel

/// What `asst.yaml` says about the project as a whole.
package struct Manifest: Sendable {
  /// The manifest's name in the configuration folder.
  package static let fileName = "asst.yaml"

  package let project: Spanned<String>
  package let targets: OrderedDictionary<String, Target>
  package let defaultTarget: String?
  package let outputs: OrderedDictionary<String, OutputReference>
  /// Names that the project had before, oldest first.
  package let formerly: [String]
  /// Addresses that are to be forgotten without being deleted.
  package let removed: [Spanned<Address>]
  /// The severities that `rules:` sets, by code.
  package let severities: [String: RuleSetting]
}

/// What a manifest makes of a rule.
package enum RuleSetting: Sendable, Equatable {
  case off
  case severity(Diagnostic.Severity)

  init?(_ word: String) {
    if word == "off" {
      self = .off
    } else if let severity = Diagnostic.Severity(rawValue: word) {
      self = .severity(severity)
    } else {
      return nil
    }
  }

  static let words = ["off", "hint", "warning", "error"]
}
