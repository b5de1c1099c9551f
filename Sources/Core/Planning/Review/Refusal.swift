package import ResourceModel

/// A resource of a reviewed plan that is left alone, because what would be done to it today is not what
/// was reviewed.
package struct Refusal: Sendable, Equatable {
  package var address: Address
  /// What was reviewed.
  package var action: Action
  package var reason: Reason

  package init(address: Address, action: Action, reason: Reason) {
    self.address = address
    self.action = action
    self.reason = reason
  }

  package enum Reason: Sendable, Equatable {
    /// The checkout says something else than it did.
    case configurationChanged
    /// The object, or what it holds, is not what the plan saw.
    case changedOutside
    /// The object is gone.
    case deletedOutside
    /// Another action would be taken today: `update` instead of `create`; nil for none at all.
    case otherAction(Action?)
    /// What it refers to is not what the plan saw.
    case otherReference
    /// It refers to one that is left alone.
    case needs(Address)
    /// One that is left alone refers to it, so it cannot go.
    case neededBy(Address)
  }
}

extension Refusal.Reason {
  /// The stable word for it.
  package var code: String {
    switch self {
    case .configurationChanged: "configuration_changed"
    case .changedOutside: "changed_outside"
    case .deletedOutside: "deleted_outside"
    case .otherAction: "other_action"
    case .otherReference: "other_reference"
    case .needs: "needs_refused"
    case .neededBy: "needed_by_refused"
    }
  }
}
