/// What a text is made of, said twice: to programs and to people.
package struct TextForm: Sendable, Hashable {
  /// A regular expression for the whole text, in the part of the language that JSON Schema and Swift
  /// share.
  package let expression: String
  /// As the end of "made of …" or "is …": `1 to 64 letters, digits, `_` and `-``.
  package let words: String

  package init(_ expression: String, _ words: String) {
    self.expression = expression
    self.words = words
  }
}

extension TextForm {
  /// `Grammar.isName`
  package static let name = TextForm(
    "[a-z0-9-]{1,40}", "1 to 40 lower-case letters, digits and `-`")
  /// `Grammar.isKey`
  package static let key = TextForm(
    "[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, `_` and `-`")
  /// `Grammar.isVariableName`
  package static let variableName = TextForm(
    "[A-Za-z_][A-Za-z0-9_]*", "letters, digits and `_`, the first no digit")
  /// The token of RFC 9110.
  package static let headerName = TextForm(
    "[!#$%&'*+.^_`|~0-9A-Za-z-]+", "letters, digits and `-`")
  package static let baseURL = TextForm(
    "[Hh][Tt][Tt][Pp][Ss]?://[^@?#\\s]+", "a URL with `https://` or `http://`")
  package static let path = TextForm(".*", "a path, relative to the file that names it")
  package static let pathOrPattern = TextForm(
    ".*", "a path or a pattern such as `knowledge/*.md`, relative to the file that names it")
}
