package import Diagnostics
package import OrderedCollections

/// A named place to apply to.
package struct Target: Sendable {
  package enum Authentication: Sendable, Equatable {
    /// `Authorization: Bearer KEY`
    case bearer
    /// The key alone in a header of this name.
    case header(String)
  }

  package let name: String
  /// The API dialect; which exist is for the registry of providers to say.
  package let provider: Spanned<String>
  package let baseURL: Template
  package let apiKey: Template?
  package let authentication: Authentication
  /// Headers for every request; one that turns out empty is not meant to be sent.
  package let headers: OrderedDictionary<String, Template>
  /// Query items for every request.
  package let query: OrderedDictionary<String, Template>
  /// Whether resources that are no longer declared are deleted without `--prune`.
  package let prune: Bool
  /// Names that the target had before, oldest first.
  package let formerly: [String]
  /// The target's name in the manifest.
  package let span: SourceSpan
}
