package import Reconciliation
package import ResourceModel
package import Transport

/// The providers that a target may name.
package enum ProviderRegistry {
  private static let makers: [String: @Sendable (ConnectionSettings, HTTPClient) -> any Provider] =
    [
      AssistantsV2Provider.name: { AssistantsV2Provider(settings: $0, http: $1) }
    ]

  /// What `provider:` may say, in the order of the alphabet.
  package static var names: [String] { makers.keys.sorted() }

  /// What each of them calls the fields of the configuration, in the same order.
  package static var vocabularies: [ProviderVocabulary] { [AssistantsV2Provider.vocabulary] }

  /// nil for a name that is not in `names`.
  package static func make(
    _ name: String, settings: ConnectionSettings, http: HTTPClient
  ) -> (any Provider)? {
    makers[name]?(settings, http)
  }
}
