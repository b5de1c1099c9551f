import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// `required: true` on a property, where JSON Schema wants the list of names on the object.
enum RequiredForm {
  static let rule = Rule(
    "ASST081", "required-form", "What is required is not said as JSON Schema says it")

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard let required = schema.object["required"] else { return }
    if let isRequired = required.truth {
      let place = check.place(.key("required"))
      check.findings.report(
        .requiredFlag(
          isRequired, property: schema.position.propertyName, isRoot: check.steps.isEmpty,
          at: place.keySpan.joined(with: place.span),
          fix: fix(isRequired, schema, place, in: check)))
      check.claim(.key("required"))
    } else if let name = required.string {
      guard let properties = schema.properties, properties[name] != nil else { return }
      let place = check.place(.key("required"))
      check.findings.report(
        .requiredText(
          name, at: place.span,
          fix: place.replacement(.list([name]), title: "Write it as a list")))
      check.claim(.key("required"))
    } else if let names = schema.required, schema.properties == nil, !names.isEmpty,
      let types = schema.types, !types.contains(.object),
      let property = schema.position.propertyName,
      let siblings = check.ownerSchema?["properties"]?.object,
      names.allSatisfy({ $0.string.map { siblings[$0] != nil } ?? false })
    {
      let place = check.place(.key("required"))
      let own = names.count == 1 && names[0].string == property
      check.findings.report(
        .requiredInside(
          property, at: place.keySpan,
          fix: own ? fix(true, schema, place, in: check) : nil))
      check.claim(.key("required"))
    }
  }

  /// Moves the name to the list of the object, or removes what says nothing.
  private static func fix(
    _ isRequired: Bool, _ schema: Subschema, _ place: SchemaPlace, in check: SchemaCheck
  ) -> Fix? {
    guard let property = schema.position.propertyName, let owner = check.owner,
      let ownerSchema = check.ownerSchema, place.isEditable,
      let removal = SourceEdit.removing("required", from: check.place().node)
    else { return nil }
    let names = ownerSchema["required"]?.array ?? []
    guard names.count <= WrittenLimits.parts else { return nil }
    let listed = names.contains(.string(property))
    if !isRequired { return listed ? nil : Fix("Remove `required`", [removal]) }
    if listed { return Fix("Remove `required`, since the object lists the name", [removal]) }
    return requiring([property], in: owner, ownerSchema).map {
      Fix("Move the name to the object's `required`", [removal] + $0)
    }
  }

  /// The edits that add names to the `required` of an object.
  static func requiring(
    _ names: [String], in owner: SchemaPlace, _ schema: JSONObject
  ) -> [SourceEdit]? {
    guard owner.isEditable else { return nil }
    if schema["required"] == nil {
      let member = NewValue.Member("required", .list(names))
      return SourceEdit.inserting(member, .after("properties"), into: owner.node).map { [$0] }
    }
    let list = SchemaPlace([.key("required")], in: owner.node)
    guard list.isEditable else { return nil }
    return SourceEdit.appending(names.map(NewValue.text), to: list.node).map { [$0] }
  }
}

extension JSONValue {
  /// A boolean, or a text that is meant for one.
  var truth: Bool? {
    if let bool { return bool }
    switch string?.lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default: return nil
    }
  }
}

extension SourceSpan {
  /// From the start of this span to the end of another on the same line; else this one.
  func joined(with other: SourceSpan) -> SourceSpan {
    guard other.file === file, other.end >= end, file.line(at: start) == file.line(at: other.end)
    else { return self }
    return SourceSpan(file: file, start: start, end: other.end)
  }
}

extension Diagnostic {
  fileprivate static func requiredFlag(
    _ isRequired: Bool, property: String?, isRoot: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help: String
    if let property {
      help =
        isRequired
        ? "Remove it, and put \(property.inCode) in the list beside `properties`: "
          + "`required: \(NewValue.list([property]).written(asJSON: false))`."
        : "Remove it: a property that `required` does not list is optional."
    } else if isRequired {
      help = "List the names of the properties that have to be there: `required: [name]`."
    } else {
      help = "Remove it: without `required` nothing has to be there."
    }
    return RequiredForm.rule.finding(
      "In JSON Schema `required` is no flag of a property. It is a list of names, and it stands "
        + "in the object, beside `properties`.", help: help, at: span, fix: fix)
  }

  fileprivate static func requiredText(_ name: String, at span: SourceSpan, fix: Fix?) -> Diagnostic
  {
    RequiredForm.rule.finding(
      "`required` takes a list of names, also where there is only one.",
      help: "Write `required: \(NewValue.list([name]).written(asJSON: false))`.", at: span,
      fix: fix)
  }

  fileprivate static func requiredInside(
    _ property: String, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    RequiredForm.rule.finding(
      "This list names properties of the object that \(property.inCode) is in, and stands inside "
        + "of \(property.inCode), where it says nothing.",
      help: "Move it out, beside `properties`.", at: span, fix: fix)
  }
}
