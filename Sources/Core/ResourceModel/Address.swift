/// A resource's name in the project: `assistants.support`, `files["knowledge/returns.pdf"]`.
package struct Address: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The key of the YAML under which resources of this kind stand: `assistants`.
  package let collection: String
  /// The resource's own key: `support`.
  package let key: String

  package init(collection: String, key: String) {
    self.collection = collection
    self.key = key
  }

  /// Reads `assistants.support`; nil when it is no address. Whether the collection exists is the
  /// catalogue's to say.
  package init?(_ text: String) {
    guard let dot = text.firstIndex(of: ".") else { return nil }
    let collection = String(text[..<dot])
    let key = String(text[text.index(after: dot)...])
    guard !collection.isEmpty, Grammar.isKey(key) else { return nil }
    self.init(collection: collection, key: key)
  }

  package var description: String { isFile ? "\(collection)[\"\(key)\"]" : "\(collection).\(key)" }

  package static func < (left: Address, right: Address) -> Bool {
    (left.collection, left.key) < (right.collection, right.key)
  }
}
