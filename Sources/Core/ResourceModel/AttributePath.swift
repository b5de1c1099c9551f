/// What is compared and changed as one: a field (`instructions`), or one key of a map field
/// (`metadata.team`).
package struct AttributePath: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The field's name in its schema; it may hold a dot itself: `file_search.vector_stores`.
  package let attribute: String
  /// The key inside a map field; nil for every other field.
  package let key: String?

  package init(_ attribute: String, key: String? = nil) {
    self.attribute = attribute
    self.key = key
  }

  package var description: String { key.map { "\(attribute).\($0)" } ?? attribute }

  package static func < (left: AttributePath, right: AttributePath) -> Bool {
    left.description < right.description
  }
}
