import ResourceModel

extension Plan {
  /// The plan without what would undo changes that were made outside: drift and conflicts stay as
  /// they are, and with them whatever would need a resource that is not made anew. Deletions are
  /// undone where that was asked for.
  package func holdingDrift(allowingRecreation: Bool = false) -> Plan {
    var plan = self
    let stays = { (change: ResourceChange) in
      change.reason.isDrift && !(allowingRecreation && change.reason == .deletedOutside)
    }
    let dropped = Set(changes.filter(stays).map(\.address))
    // What holds its files as it did before.
    var unmoved = dropped
    plan.changes = changes.filter { !stays($0) }.map { change in
      guard change.action != .create, change.action != .replace else { return change }
      var kept = change
      kept.attributes = change.attributes.filter { !$0.isHeld(without: dropped) }
      kept.held = change.held + change.attributes.filter { $0.isHeld(without: dropped) }
      // A list of files is one value of its object, and is held whole.
      let holdsList = kept.held.contains { $0.after.isFiles }
      if holdsList { unmoved.insert(change.address) }
      let isHeld = { (file: FileChange) in holdsList || file.isDrift }
      kept.files?.held += change.files?.changes.filter(isHeld) ?? []
      kept.files?.changes.removeAll(where: isHeld)
      if kept.attributes.isEmpty, kept.files?.changes.isEmpty ?? true, change.action == .update,
        !change.reason.concernsMarker
      {
        kept.action = .noOp
        kept.reason = .inPlace
      }
      return kept
    }
    // A new resource that refers to one that stays away cannot be made either.
    plan.changes.removeAll { change in
      (change.action == .create || change.action == .replace)
        && change.dependencies.contains(where: dropped.contains)
    }
    plan.fileDeletions.removeAll { !$0.holders.isDisjoint(with: unmoved) }
    return plan
  }
}

extension AttributeChange {
  fileprivate func isHeld(without dropped: Set<Address>) -> Bool {
    if cause.isDrift { return true }
    guard case .references(let references) = after else { return false }
    return references.contains { $0.id == nil && $0.address.map(dropped.contains) ?? false }
  }
}

extension ResourceChange.Reason {
  package var concernsMarker: Bool {
    switch self {
    case .markerMissing, .markerUnreadable, .markerMoved: true
    default: false
    }
  }
}
