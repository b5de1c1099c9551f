/// What a provider calls what the configuration calls by its own names. Only the reference reads it.
package struct ProviderVocabulary: Sendable {
  /// What a target's `provider:` says.
  package let provider: String
  /// By kind: the path of an attribute, or of a part of it, and its name at the provider.
  private let names: [ResourceKind: [String: String]]

  package init(provider: String, names: [ResourceKind: [String: String]]) {
    self.provider = provider
    self.names = names
  }

  /// The provider's name for a path such as `tools.function.name`; what is not named itself has its
  /// own name below what is. Nil for what the provider does not have.
  package func name(of path: String, kind: ResourceKind) -> String? {
    guard let names = names[kind] else { return nil }
    var words = path.split(separator: ".")
    var below = ""
    while !words.isEmpty {
      if let name = names[words.joined(separator: ".")] { return name + below }
      below = "." + words.removeLast() + below
    }
    return nil
  }
}
