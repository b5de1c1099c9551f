import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Parameters of a function that the model has to fill by their names alone.
enum UndescribedParameters {
  static let rule = Rule(
    "ASST102", "undescribed-parameters", "Parameters have no description", severity: .hint,
    adjustable: true)

  private static let mostShown = 5

  /// One finding a function. A name with allowed values beside it explains itself, and so does a
  /// reference to a definition.
  static func check(
    _ schema: JSONValue, _ arguments: YAMLMapping.Entry, of callable: DeclaredCallable,
    to findings: Findings
  ) {
    guard let properties = schema["properties"]?.object else { return }
    let names = properties.compactMap { name, property -> String? in
      guard let members = property.object else { return nil }
      let explains = ["description", "title", "enum", "const", "$ref"].contains {
        members[$0] != nil
      }
      return explains ? nil : name
    }
    guard let first = names.first else { return }
    let written = arguments.value.mapping?["properties"]?.value.mapping?[first]
    findings.report(
      .undescribedParameters(
        names.prefix(mostShown).map { "`\($0)`" }, more: names.count - mostShown, of: callable,
        at: written?.keySpan ?? callable.span))
  }
}

extension Diagnostic {
  fileprivate static func undescribedParameters(
    _ names: [String], more: Int, of callable: DeclaredCallable, at span: SourceSpan
  ) -> Diagnostic {
    let list = names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    let isOne = names.count == 1 && more <= 0
    return UndescribedParameters.rule.finding(
      "\(list) of `\(callable.name)` \(isOne ? "has" : "have") no description, and the model fills "
        + "\(isOne ? "it" : "them") by \(isOne ? "its name" : "their names") alone.",
      help: "Add `description:` with the meaning, the unit and an example.", at: span)
  }
}
