import OrderedCollections
package import ResourceModel

/// What is to be written to one file of a store.
package struct MemberWrite: Sendable, Equatable {
  package var file: String
  /// All that the member is to carry, whole, the project's own entry among it.
  package var attributes: JSONObject
  /// `{max_chunk_size_tokens, chunk_overlap_tokens}`; nil leaves it to the provider.
  package var chunking: JSONValue?

  package init(file: String, attributes: JSONObject, chunking: JSONValue? = nil) {
    self.file = file
    self.attributes = attributes
    self.chunking = chunking
  }
}

/// A file of a store, as the provider tells of it.
package struct ObservedMember: Sendable, Equatable {
  package enum State: Sendable, Equatable {
    case inProgress
    case completed
    case cancelled
    /// In the provider's own words.
    case failed(code: String?, message: String)
  }

  package var file: String
  package var attributes: JSONObject
  /// `{max_chunk_size_tokens, chunk_overlap_tokens}`; nil where the provider does not say.
  package var chunking: JSONValue?
  package var state: State
  /// What the provider's index takes, which is not the size of the file.
  package var bytes: Int
  /// When it was attached, in seconds since 1970.
  package var createdAt: Int?

  package init(
    file: String, attributes: JSONObject = [:], chunking: JSONValue? = nil, state: State,
    bytes: Int = 0, createdAt: Int? = nil
  ) {
    self.file = file
    self.attributes = attributes
    self.chunking = chunking
    self.state = state
    self.bytes = bytes
    self.createdAt = createdAt
  }
}

package struct MemberPage: Sendable, Equatable {
  package var members: [ObservedMember]
  /// Where the next page starts; nil on the last one.
  package var next: String?

  package init(members: [ObservedMember], next: String?) {
    self.members = members
    self.next = next
  }
}

/// How far the indexing of files is that were attached with one request.
package struct AttachBatch: Sendable, Equatable {
  package var id: String
  /// Nothing is left to wait for; some of it may have failed.
  package var isFinished: Bool
  package var inProgress: Int
  package var completed: Int
  package var failed: Int
  package var cancelled: Int

  package init(
    id: String, isFinished: Bool, inProgress: Int = 0, completed: Int = 0, failed: Int = 0,
    cancelled: Int = 0
  ) {
    self.id = id
    self.isFinished = isFinished
    self.inProgress = inProgress
    self.completed = completed
    self.failed = failed
    self.cancelled = cancelled
  }
}
