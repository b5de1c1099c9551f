package import ResourceModel

/// One write to one object, or to the files of one store.
package struct ApplyStep: Sendable, Hashable {
  package enum Verb: String, Sendable, Hashable {
    case create, update, delete
    /// Takes the marker off.
    case release
    /// Sends a file's bytes.
    case upload
    /// Brings the files of a store to what is declared, and waits until they are searchable.
    case attach
    /// Takes out of a store what is no longer wanted.
    case detach
  }

  package let verb: Verb
  package let address: Address
  package let kind: ResourceKind
  /// The object that is changed or deleted; nil for a create, and for the files of a store, whose ID may
  /// not be known yet.
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
  /// Files that are not what they should be; the others of the same store are.
  case files([FileFailure])
  /// The write could not be noted in the journal, so it was not sent.
  case unnoted(UnnotedIntent)

  private static let mostFiles = 5

  package var message: String {
    switch self {
    case .provider(let error): error.message
    case .unknownOutcome(let error): "it is not known whether it was created: \(error.message)"
    case .notTaken(let paths, let id):
      "\(id) answered, but did not take \(paths.map(\.description).joined(separator: ", "))"
    case .markerDropped(let id):
      "the host does not keep metadata: \(id) came back without its marker"
    case .moved(let id): "\(id) was changed by somebody else while this apply was running"
    case .files(let failures):
      failures.prefix(Self.mostFiles).map { "\($0.file): \($0.reason)" }.joined(separator: "; ")
        + (failures.count > Self.mostFiles
          ? "; and \(failures.count - Self.mostFiles) more files" : "")
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
    case .files(let failures): failures.lazy.compactMap(\.help).first
    case .unnoted(let failure): failure.help
    }
  }
}
