package import ResourceModel

/// One write to one object.
package struct ApplyStep: Sendable, Hashable {
  package enum Verb: String, Sendable, Hashable {
    case create, update, delete
    /// Takes the marker off.
    case release
  }

  package let verb: Verb
  package let address: Address
  package let kind: ResourceKind
  /// The object that is changed or deleted; nil for a create.
  package let id: String?

  package init(_ verb: Verb, _ address: Address, kind: ResourceKind, id: String?) {
    self.verb = verb
    self.address = address
    self.kind = kind
    self.id = id
  }
}

/// How a step ended.
package enum StepOutcome: Sendable, Equatable {
  case done(id: String?)
  case failed(StepFailure)
  /// Not tried, because what it needs failed.
  case skipped(because: Address)
  /// Not tried, because the apply was stopped before.
  case notStarted
}

package enum StepFailure: Error, Sendable, Equatable {
  case provider(ProviderError)
  /// A create whose answer never came and that no list showed since: it may exist. It is not repeated
  /// before a later apply has looked for it again.
  case unknownOutcome(ProviderError)
  /// The server answered with success and did not take these values.
  case notTaken([AttributePath], id: String)
  /// The host does not keep metadata, so that nothing could be found again.
  case markerDropped(id: String)
  /// The object changed between the look and the write.
  case moved(id: String)
  /// The write could not be noted in the journal, so it was not sent.
  case unnoted(UnnotedIntent)

  package var message: String {
    switch self {
    case .provider(let error): error.message
    case .unknownOutcome(let error): "it is not known whether it was created: \(error.message)"
    case .notTaken(let paths, let id):
      "\(id) answered, but did not take \(paths.map(\.description).joined(separator: ", "))"
    case .markerDropped(let id):
      "the host does not keep metadata: \(id) came back without its marker"
    case .moved(let id): "\(id) was changed by somebody else while this apply was running"
    case .unnoted(let failure): failure.message
    }
  }

  package var help: String? {
    switch self {
    case .provider(let error): error.help
    case .unknownOutcome:
      "Run `asst plan` in a minute: if the object exists, it is found by its marker and adopted, not "
        + "made a second time."
    case .notTaken:
      "The host may not support the attribute; leave it out, or ask who runs the host."
    case .markerDropped:
      "Its ID is recorded in the lock file. asst stopped after this one object, because without "
        + "markers an interrupted apply could not be repaired."
    case .moved: "Run `asst plan` again to see what changed."
    case .unnoted(let failure): failure.help
    }
  }
}
