package import ResourceModel

/// What a person may ask of a plan.
package struct PlanOptions: Sendable, Equatable {
  /// Delete what the lock records and the YAML no longer declares.
  package var prunes = false
  /// Delete everything that the project owns at the target.
  package var destroys = false
  /// Make anew even though nothing forces it.
  package var replacing: Set<Address> = []
  /// nil for everything; what a selected resource needs and does not exist is added.
  package var only: Set<Address>?
  package var excluding: Set<Address> = []
  /// Left out like `excluding`, but nobody named them, so none of them has to exist.
  package var withheld: Set<Address> = []
  /// Go on although most recorded resources are gone, as in another account.
  package var allowsRecreation = false
  /// Go on although a large share of the resources would be deleted or replaced.
  package var allowsMassChange = false
  /// Nothing is carried out, as when somebody only looks for drift: what keeps an apply from writing too
  /// much is then a warning, since it is itself the news.
  package var onlyLooks = false

  package init() {}

  /// More than this share of the resources deleted or replaced asks for consent, from
  /// `massChangeMinimum` resources on.
  static let massChangeShare = 0.3
  static let massChangeMinimum = 10
  /// More than this share of the recorded resources gone looks like another account; below
  /// `massChangeMinimum` resources only all of them do.
  static let goneShare = 0.3
}
