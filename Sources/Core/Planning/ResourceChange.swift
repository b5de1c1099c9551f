package import Diagnostics
package import ResourceModel

/// What happens to one resource, why, and because of which line of the YAML.
package struct ResourceChange: Sendable, Equatable {
  package var address: Address
  package var kind: ResourceKind
  package var action: Action
  package var reason: Reason
  /// The existing object: the one that is updated, replaced or deleted.
  package var id: String?
  /// What is written, in the schema's order.
  package var attributes: [AttributeChange]
  /// Drift that was seen and is left in place (`--on-drift keep`).
  package var held: [AttributeChange]
  /// What was changed outside and is not ours to change.
  package var notes: [AttributeNote]
  /// The address in the marker of the object, where that is not the one of today.
  package var previousAddress: Address?
  /// `project/target` in the marker of the object, where one of them had another name.
  package var previousPlace: String?
  /// An object of the same name that is not managed.
  package var namesakes: [String]
  /// nil for what holds no files and never did.
  package var files: FileChanges?
  package var source: SourceLocation?
  package var dependencies: [Address]
  /// Whether `lifecycle` refuses deletion and replacement; of one that is no longer declared, whether it
  /// did at the last apply.
  package var isProtected = false

  package init(
    address: Address, kind: ResourceKind, action: Action, reason: Reason, id: String? = nil,
    attributes: [AttributeChange] = [], held: [AttributeChange] = [], notes: [AttributeNote] = [],
    previousAddress: Address? = nil, previousPlace: String? = nil, namesakes: [String] = [],
    source: SourceLocation? = nil, dependencies: [Address] = []
  ) {
    self.address = address
    self.kind = kind
    self.action = action
    self.reason = reason
    self.id = id
    self.attributes = attributes
    self.held = held
    self.notes = notes
    self.previousAddress = previousAddress
    self.previousPlace = previousPlace
    self.namesakes = namesakes
    self.source = source
    self.dependencies = dependencies
  }

  /// Whether applying it would undo what somebody did outside.
  package var hasDrift: Bool {
    reason.isDrift || attributes.contains { $0.cause.isDrift } || files?.hasDrift ?? false
  }

  /// Whether the files are members of their own, attached and taken out beside the object.
  package var holdsMembers: Bool { files?.areMembers ?? false }

  /// Whether the object itself is written: files are attached beside it.
  package var writesObject: Bool {
    switch action {
    case .create, .replace, .adopt: true
    case .update: !attributes.isEmpty || reason.concernsMarker
    case .delete, .forget, .noOp: false
    }
  }

  /// Whether the marker is taken off the object, so that it is nobody's.
  package var releasesMarker: Bool { action == .forget && reason == .removed && id != nil }

  package enum Reason: String, Sendable, Equatable, CaseIterable {
    case inPlace = "in place"
    case declared = "declared, and does not exist yet"
    case configurationChanged = "the configuration changed"
    case changedOutside = "changed outside"
    case deletedOutside = "recorded, and deleted outside"
    case expired = "expired, and no longer serves"
    case requested = "replacement was asked for"
    case markerMissing = "its marker is missing"
    case markerUnreadable = "its marker was edited outside"
    case markerMoved = "it had another address"
    case notDeclared = "no longer declared"
    case destroyed = "everything of this project is deleted"
    case leftBehind = "left by an apply that did not finish"
    case removed = "forgotten, as `removed:` says"
    case goneAlready = "no longer declared, and already gone"

    package var isDrift: Bool { self == .deletedOutside || self == .expired }
  }
}
