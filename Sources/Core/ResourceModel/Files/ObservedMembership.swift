import OrderedCollections

/// What is attached to a store.
package struct ObservedMembership: Sendable, Equatable {
  package var members: [Member]
  /// Not listed: the store says that it holds as much as after our last write, so what the lock file
  /// records is taken for what is there.
  package var isAssumed: Bool

  package init(members: [Member], isAssumed: Bool = false) {
    self.members = members
    self.isAssumed = isAssumed
  }

  package struct Member: Sendable, Equatable {
    package enum State: Sendable, Equatable {
      case indexed
      case indexing
      /// In the provider's words; cancelled is one, too.
      case failed(String)
    }

    package var file: String
    /// What our attribute says; nil for a member that is not ours.
    package var content: Digest?
    /// nil where nobody asked for it.
    package var name: String?
    /// Without ours; nil for one that is assumed.
    package var attributes: JSONObject?
    /// nil where the provider does not say, and for one that is assumed.
    package var chunking: JSONValue?
    package var state: State

    package init(
      file: String, content: Digest?, name: String? = nil, attributes: JSONObject? = nil,
      chunking: JSONValue? = nil, state: State = .indexed
    ) {
      self.file = file
      self.content = content
      self.name = name
      self.attributes = attributes
      self.chunking = chunking
      self.state = state
    }
  }
}

/// A file at the provider, as far as a plan needs it.
package struct KnownFile: Sendable, Equatable {
  package var name: String
  /// nil where the provider does not say.
  package var bytes: Int?
  /// Seconds since 1970, by the provider's clock.
  package var createdAt: Int?

  package init(name: String, bytes: Int?, createdAt: Int?) {
    self.name = name
    self.bytes = bytes
    self.createdAt = createdAt
  }
}

/// What was asked about files.
package struct ObservedFiles: Sendable, Equatable {
  /// By the store's ID, for stores of ours.
  package var memberships: [String: ObservedMembership] = [:]
  /// By ID: those that exist.
  package var known: [String: KnownFile] = [:]
  /// IDs that were asked for and do not exist.
  package var missing: Set<String> = []
  /// Whether `known` is everything that exists.
  package var isComplete = false

  package init() {}
}
