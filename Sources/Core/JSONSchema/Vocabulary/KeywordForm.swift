/// The forms that the values of keywords have.
package enum KeywordForm: Sendable, Hashable, CaseIterable {
  case schema, schemas, schemaMap, schemaOrTextsMap
  case types
  case textsOnce, textsOnceMap
  case list, anything
  case number, positiveNumber, count
  case flag, flagMap
  /// Formats are annotations in the standard meta-schema: any text passes for the first three.
  case regularExpression, uri, uriReference
  case text, identifier, anchor

  /// In the words of a message, to follow `takes` or `has to be`.
  package var words: String {
    switch self {
    case .schema: "a schema: an object, `true` or `false`"
    case .schemas: "a list of schemas, at least one"
    case .schemaMap: "an object whose values are schemas"
    case .schemaOrTextsMap:
      "an object whose values are schemas, or lists of texts, each of them once"
    case .types:
      "`array`, `boolean`, `integer`, `null`, `number`, `object` or `string`, "
        + "or a list of them, each of them once"
    case .textsOnce: "a list of texts, each of them once"
    case .textsOnceMap: "an object whose values are lists of texts, each of them once"
    case .list: "a list"
    case .anything: "any value"
    case .number: "a number"
    case .positiveNumber: "a number above 0"
    case .count: "a whole number, 0 or more"
    case .flag: "`true` or `false`"
    case .flagMap: "an object whose values are `true` or `false`"
    case .regularExpression: "a text: a regular expression"
    case .uri: "a text: a URI"
    case .uriReference: "a text: a URI reference"
    case .text: "a text"
    case .identifier: "a text: a URI reference without a fragment"
    case .anchor: "a text: a letter or `_`, then letters, digits, `.`, `-` or `_`"
    }
  }
}
