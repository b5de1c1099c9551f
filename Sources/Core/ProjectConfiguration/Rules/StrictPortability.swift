import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A keyword of a strict schema that one host enforces or passes over, and another refuses.
///
/// By their answers of 2026-08, OpenAI enforces the limits of a text's length and passes over `default`,
/// though the guide lists neither; Microsoft documents the first as unsupported, and compatible
/// servers differ.
enum StrictPortability {
  static let rule = Rule(
    "ASST103", "strict-portability", "A strict schema has a keyword that some hosts refuse",
    severity: .warning, adjustable: true)

  private static let keywords: KeywordSet = [.minLength, .maxLength, .defaultValue]

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard schema.keywords.intersects(keywords) else { return }
    for key in schema.object.keys {
      // Beside `$ref`, and about another type, the keyword is wrong in a way of its own.
      guard let keyword = SchemaKeyword.byName[key], keywords.contains(keyword),
        !check.isClaimed(.key(key)), !schema.has(.ref),
        !(schema.types?.isDisjoint(with: keyword.types) ?? false)
      else { continue }
      check.findings.report(
        .strictPortability(key, keyword, at: check.place(.key(key)).keySpan))
    }
  }
}

extension Diagnostic {
  fileprivate static func strictPortability(
    _ key: String, _ keyword: SchemaKeyword, at span: SourceSpan
  ) -> Diagnostic {
    let isDefault = keyword == .defaultValue
    return StrictPortability.rule.finding(
      isDefault
        ? "With `strict: true` some hosts refuse `default`, and none acts on it: every property is "
          + "given anyway."
        : "With `strict: true` some hosts refuse `\(key)`.",
      help: (isDefault
        ? "Say the usual value in `description`." : "Say it in `description`, or use `pattern`.")
        + " If the host takes it, write `rules: { ASST103: off }` in the manifest.",
      at: span)
  }
}
