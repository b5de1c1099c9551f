import OrderedCollections
import ResourceModel

/// Holds one change that was reviewed against what would be done today.
///
/// Nothing left to do is fine, and so is a part of what was reviewed: an apply that was killed is
/// repeated with the same plan. An object that was written since is believed to be our own work only
/// where it is in place to the last attribute, so that a change by somebody else never passes for it.
struct ChangeReview {
  let reviewed: ResourceChange
  let fingerprint: ChangeFingerprint?
  /// What would be written today.
  let write: ResourceChange?
  /// What would be deleted or forgotten today.
  let removals: [ResourceChange]
  let today: Fingerprinting

  /// nil where it may be carried out, as far as there is still something to do.
  func refusal() -> Refusal.Reason? {
    switch reviewed.action {
    case .noOp: nil
    case .delete, .forget: refusalOfRemoval()
    case .create, .update, .replace, .adopt: refusalOfWrite()
    }
  }

  // MARK: - Removing

  private func refusalOfRemoval() -> Refusal.Reason? {
    if let same = removals.first(where: { $0.id == reviewed.id }) {
      guard same.action == reviewed.action else {
        // Deleted since, so that only the lock file still has to drop it.
        let isGone = same.action == .forget && same.reason == .goneAlready
        return isGone ? nil : .otherAction(same.action)
      }
      let observed = today.observed(reviewed.id, withContents: reviewed.action == .delete)
      return observed == fingerprint?.observed ? nil : .changedOutside
    }
    guard let write, write.id == reviewed.id else {
      // Nobody is there any more, or the plan has another object under this address.
      return today.object(reviewed.id) == nil || reviewed.action == .forget
        ? nil : .otherAction(nil)
    }
    return .configurationChanged
  }

  // MARK: - Writing

  private func refusalOfWrite() -> Refusal.Reason? {
    guard let desired = today.desired(reviewed.address), desired == fingerprint?.desired else {
      return .configurationChanged
    }
    guard let write else { return .otherAction(nil) }
    if write.action == .noOp { return nil }
    if write.action == .create, reviewed.action != .create || isLostSince(write) {
      return .deletedOutside
    }
    if write.action == reviewed.action, write.id == reviewed.id,
      today.observed(write.id) == fingerprint?.observed
    {
      return refusalOfUntouched(write)
    }
    let wasWritten = reviewed.writesObject && write.action == .update
    guard wasWritten else {
      return write.action == reviewed.action ? .changedOutside : .otherAction(write.action)
    }
    let isInPlace = !write.writesObject && holdsNoOtherFiles(write)
    return isInPlace ? nil : .changedOutside
  }

  /// An object that the plan did not know to be gone.
  private func isLostSince(_ write: ResourceChange) -> Bool {
    write.reason == .deletedOutside && reviewed.reason != .deletedOutside
  }

  /// The object is what it was: what is written is what was reviewed, unless the lock file or a
  /// reference says otherwise.
  private func refusalOfUntouched(_ write: ResourceChange) -> Refusal.Reason? {
    for attribute in write.attributes {
      let before = reviewed.attributes.first { $0.path == attribute.path }
      guard before?.after.becomes(attribute.after) ?? false else {
        // Neither the files nor the object changed, so what a reference stands for did.
        if case .references = attribute.after { return .otherReference }
        return .otherAction(write.action)
      }
    }
    return holdsNoOtherFiles(write) ? nil : .changedOutside
  }

  // MARK: - Files

  /// Whether every file that would be sent, attached, changed or taken out was reviewed. Those that the
  /// provider is still indexing are only waited for.
  private func holdsNoOtherFiles(_ write: ResourceChange) -> Bool {
    let reviewedFiles = reviewed.files?.changes ?? []
    let byPath = Dictionary(
      reviewedFiles.compactMap { file in file.desired.map { ($0.path, (file, $0)) } },
      uniquingKeysWith: { first, _ in first })
    let leaving = Set(reviewedFiles.compactMap { $0.action == .detach ? $0.file : $0.previous })
    return (write.files?.changes ?? []).allSatisfy { file in
      if let previous = file.previous, !leaving.contains(previous) { return false }
      guard let desired = file.desired else { return file.file.map(leaving.contains) ?? false }
      if file.action == .wait { return true }
      guard let (before, declared) = byPath[desired.path] else { return false }
      return declared.identity == desired.identity && declared.settings == desired.settings
        && (before.isDrift || !file.isDrift)
    }
  }
}

extension PlannedValue {
  /// Whether a planned value is the same, or is the same with IDs that were not known yet.
  fileprivate func becomes(_ later: PlannedValue) -> Bool {
    switch (self, later) {
    case (.references(let before), .references(let after)):
      before.count == after.count
        && zip(before, after).allSatisfy { before, after in
          before.address == after.address && (before.id == nil || before.id == after.id)
        }
    case (.files(let before), .files(let after)):
      before.count == after.count
        && zip(before, after).allSatisfy { before, after in
          before.path == after.path && before.identity == after.identity
            && (before.id == nil || before.id == after.id)
        }
    default: json == later.json
    }
  }
}
