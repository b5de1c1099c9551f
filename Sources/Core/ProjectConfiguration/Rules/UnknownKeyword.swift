import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A key that is no keyword of JSON Schema: whoever reads the schema passes over it in silence.
enum UnknownKeyword {
  static let rule = Rule(
    "ASST088", "unknown-keyword", "A schema has a keyword that JSON Schema does not have",
    severity: .warning, adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    for (key, value) in schema.object.elements {
      guard SchemaKeyword.byName[key] == nil, !key.hasPrefix("x-"), !check.isClaimed(.key(key))
      else { continue }
      report(key, value, schema, in: check)
      check.claim(.key(key))
    }
  }

  private static func report(
    _ key: String, _ value: JSONValue, _ schema: Subschema, in check: SchemaCheck
  ) {
    let place = check.place(.key(key))
    if key == check.shape.strictMember, check.steps.isEmpty {
      check.findings.report(.misplacedStrict(key, at: place.keySpan))
      return
    }
    let meaning = meaning(of: key, value, schema)
    if schema.properties != nil, value.looksLikeSchema, meaning?.takesSchemas != true {
      check.findings.report(
        .slidOut(key, at: place.keySpan, properties: check.place(.key("properties")).keySpan))
      return
    }
    var fix: Fix?
    if let name = meaning?.keyword, place.isEditable, takes(value, as: name, in: check) {
      fix = SourceEdit.renaming(key, to: name, in: check.place().node).map {
        Fix("Write `\(name)`", [$0])
      }
    }
    check.findings.report(
      .unknownKeyword(
        key, meaning: meaning,
        isPresent: meaning?.keyword.map { schema.object[$0] != nil } ?? false,
        at: place.keySpan, fix: fix))
  }

  /// Whether the keyword can have the value, so that its name is all that is wrong: what nothing
  /// follows from must not become an error. Mistakes inside of the value have rules of their own.
  private static func takes(_ value: JSONValue, as name: String, in check: SchemaCheck) -> Bool {
    guard let keyword = SchemaKeyword.byName[name],
      !(check.isStrict && StrictSubset.refuses(keyword))
    else { return false }
    if let text = value.string {
      if keyword == .type, ForeignType(named: text) != nil { return true }
      // Quotes around a number are taken off next.
      if value.rewritten(as: .number) != nil { return true }
    }
    return !MetaSchema.violations(in: .object([name: value])).contains { $0.place.steps.count < 2 }
  }

  /// What a key that is no keyword stands for.
  struct Meaning {
    /// The keyword, where the value can stay as it is.
    var keyword: String?
    /// What to do, where that is more than another name.
    var help: String?

    /// Whether a schema can be the value, so that the key need not be a property's name.
    var takesSchemas: Bool {
      keyword.flatMap { SchemaKeyword.byName[$0] }.map { $0.content != .none } ?? false
    }
  }

  static func meaning(of key: String, _ value: JSONValue, _ schema: Subschema) -> Meaning? {
    let word = folded(key)
    if let meaning = foreign(word, value, schema) { return meaning }
    if let keyword = byFoldedName[word] {
      // `id: string` is a property; `$id` takes the address of a schema.
      if keyword.hasPrefix("$"), !key.hasPrefix("$"), let name = value.string,
        JSONTypes(named: name) != nil || ForeignType(named: name) != nil
      {
        return nil
      }
      return Meaning(keyword: keyword)
    }
    guard word.count > 3,
      let nearest = Suggestion.nearest(to: key, in: names)
    else { return nil }
    return Meaning(keyword: nearest)
  }

  /// Words of other drafts, other notations and other languages.
  private static func foreign(
    _ word: String, _ value: JSONValue, _ schema: Subschema
  ) -> Meaning? {
    switch word {
    case "min", "minimumvalue", "minvalue": return bound("min", schema)
    case "max", "maximumvalue", "maxvalue": return bound("max", schema)
    case "ge": return Meaning(keyword: "minimum")
    case "le": return Meaning(keyword: "maximum")
    case "gt": return Meaning(keyword: "exclusiveMinimum")
    case "lt": return Meaning(keyword: "exclusiveMaximum")
    case "length", "len", "size":
      return Meaning(help: "Write `minLength` and `maxLength`.")
    case "range": return Meaning(help: "Write `minimum` and `maximum`.")
    case "choices", "options", "values", "allowed", "allowedvalues", "enums", "enumvalues",
      "possiblevalues", "validvalues":
      return value.array == nil
        ? Meaning(help: "List the values in `enum`.") : Meaning(keyword: "enum")
    case "defaultvalue": return Meaning(keyword: "default")
    case "desc", "help", "doc", "descr", "info", "summary", "details", "docstring":
      return value.string == nil ? nil : Meaning(keyword: "description")
    case "label", "displayname": return value.string == nil ? nil : Meaning(keyword: "title")
    case "regex", "regexp", "re": return Meaning(keyword: "pattern")
    case "props", "fields", "attributes", "args", "arguments", "params", "parameters", "members":
      return value.object == nil ? nil : Meaning(keyword: "properties")
    case "item", "itemtype", "itemstype", "elementtype", "element", "elements", "valuetype":
      if value.object != nil { return Meaning(keyword: "items") }
      let type = value.string.flatMap { JSONTypes(named: $0) == nil ? nil : $0 }
      return Meaning(help: "Write `items: { type: \(type ?? "string") }`.")
    case "mandatory", "isrequired", "requiredfields", "requiredproperties":
      if value.array != nil { return Meaning(keyword: "required") }
      return Meaning(help: "List the name in the `required` of the object that this is in.")
    case "isoptional":
      return Meaning(help: "Leave the name out of the `required` of the object that this is in.")
    case "datatype", "typename", "typ", "kind":
      return value.string == nil ? nil : Meaning(keyword: "type")
    case "example":
      return Meaning(help: "`example` is a word of OpenAPI; write a list: `examples: [ … ]`.")
    case "name":
      return value.string == nil
        ? nil : Meaning(help: "Remove it: the name of a property is its key in `properties`.")
    case "divisibleby": return Meaning(keyword: "multipleOf")
    case "additionalitems":
      return Meaning(
        help: "Since 2020-12, `prefixItems` describes the first members and `items` all others.")
    case "extends": return Meaning(help: "Draft 3 wrote this; write `allOf`.")
    case "disallow": return Meaning(help: "Draft 3 wrote this; write `not`.")
    case "discriminator", "xml", "externaldocs":
      return Meaning(help: "It is a word of OpenAPI; remove it.")
    case "schema" where value.object != nil:
      return Meaning(help: "Write what it holds in its place: this is the schema already.")
    default: return nil
    }
  }

  private static func bound(_ bound: String, _ schema: Subschema) -> Meaning {
    switch schema.types?.subtracting(.null) {
    case .string?: return Meaning(keyword: bound + "Length")
    case .array?: return Meaning(keyword: bound + "Items")
    case .number?, .integer?: return Meaning(keyword: bound + "imum")
    default:
      return Meaning(
        help: "Write `\(bound)imum` for a number, `\(bound)Length` for a text, `\(bound)Items` for "
          + "a list.")
    }
  }

  /// `min_length`, `minlength` and `MinLength` are spelled alike.
  private static func folded(_ key: String) -> String {
    key.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != "$" }
  }

  private static let names = SchemaKeyword.byName.keys.sorted()
  private static let byFoldedName = Dictionary(
    names.map { (folded($0), $0) }, uniquingKeysWith: { first, _ in first })
}

extension Diagnostic {
  fileprivate static func unknownKeyword(
    _ key: String, meaning: UnknownKeyword.Meaning?, isPresent: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help: String
    if let instead = meaning?.help {
      help = instead
    } else if let keyword = meaning?.keyword {
      help =
        isPresent
        ? "`\(keyword)` stands here already; remove one of the two." : "Did you mean `\(keyword)`?"
    } else {
      help =
        "Remove it, or say it in `description`, which models read. A key of your own begins with "
        + "`x-`."
    }
    return UnknownKeyword.rule.finding(
      "JSON Schema has no \(key.inCode), so that nothing follows from it.", help: help, at: span,
      fix: fix)
  }

  fileprivate static func slidOut(
    _ key: String, at span: SourceSpan, properties: SourceSpan
  ) -> Diagnostic {
    UnknownKeyword.rule.finding(
      "\(key.inCode) is written like a property, and stands beside `properties`, not in it.",
      help: "Indent it, so that it becomes a part of `properties`.", at: span,
      related: [Related("The properties are here.", at: properties)])
  }

  fileprivate static func misplacedStrict(_ key: String, at span: SourceSpan) -> Diagnostic {
    UnknownKeyword.rule.finding(
      "\(key.inCode) is no part of a schema, so that nothing follows from it.",
      help: "Move it out of the schema, to stand beside it.", at: span)
  }
}
