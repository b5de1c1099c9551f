import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A `$ref` to something that is not part of the schema.
enum DanglingReference {
  static let rule = Rule(
    "ASST092", "dangling-reference", "A reference points to nothing in the schema",
    adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard let reference = schema.object["$ref"]?.string else { return }
    let target = check.references.target(of: reference, in: check.value)
    if target == .found { return }
    let place = check.place(.key("$ref"))
    let nearest =
      target == .missing ? check.references.nearest(to: reference, in: check.value) : nil
    let fix = nearest.flatMap { place.replacement(.text($0), title: "Write the nearest reference") }
    check.findings.report(
      .danglingReference(
        reference, isRemote: target == .remote, nearest: nearest,
        isOfDocument: reference.hasPrefix("#/components/"), at: place.span, fix: fix))
  }
}

extension Diagnostic {
  fileprivate static func danglingReference(
    _ reference: String, isRemote: Bool, nearest: String?, isOfDocument: Bool, at span: SourceSpan,
    fix: Fix?
  ) -> Diagnostic {
    if isRemote {
      return DanglingReference.rule.finding(
        "\(reference.inCode) is in another document, which no host fetches.",
        help: "Copy that schema into `$defs`, and refer to it: `$ref: \"#/$defs/name\"`.", at: span)
    }
    let help: String
    if let nearest {
      help = "Did you mean \(nearest.inCode)?"
    } else if isOfDocument {
      help =
        "It points into an OpenAPI document; copy that schema into `$defs`, and refer to it: "
        + "`$ref: \"#/$defs/name\"`."
    } else {
      help = "Put the schema into `$defs`, and refer to it: `$ref: \"#/$defs/name\"`."
    }
    return DanglingReference.rule.finding(
      "There is nothing at \(reference.inCode); `#` is the start of this schema.", help: help,
      at: span, fix: fix)
  }
}
