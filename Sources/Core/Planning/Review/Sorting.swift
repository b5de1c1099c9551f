import OrderedCollections
import ResourceModel

extension PlanReview {
  /// Which resources of a reviewed plan may be carried out, and which not.
  struct Sorting {
    /// Why a resource of the reviewed plan is left alone.
    private(set) var refused: [Address: Refusal.Reason] = [:]
    /// Resources of the reviewed plan that are carried out, as far as there is something to do.
    private(set) var accepted: Set<Address> = []
    /// Resources that need nothing today.
    let inPlace: Set<Address>
    /// Files that the reviewed plan deletes, and those that it takes out of what holds them.
    let reviewedFiles: Set<String>

    private let writes: [Address: ResourceChange]
    private let removals: [Address: [ResourceChange]]
    private let reviewedRemovals: Set<ChangeKey>
    /// Resources that the reviewed plan writes; of others only an object goes.
    private let reviewedWrites: Set<Address>
    private let fingerprinting: Fingerprinting

    init(_ reviewed: ReviewedPlan, today: Plan, fingerprinting: Fingerprinting) {
      self.fingerprinting = fingerprinting
      writes = Dictionary(
        today.changes.filter { $0.action != .delete && $0.action != .forget }
          .map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
      removals = Dictionary(
        grouping: today.changes.filter { $0.action == .delete || $0.action == .forget },
        by: \.address)
      inPlace = Set(writes.values.filter { $0.action == .noOp }.map(\.address))
        .subtracting(removals.keys)
      var reviewedRemovals: Set<ChangeKey> = []
      var files = Set(reviewed.plan.fileDeletions.map(\.id))
      for change in reviewed.plan.effective {
        if change.action != .create, change.action != .adopt {
          // The old half of a replacement is deleted by itself once the new one exists.
          reviewedRemovals.insert(ChangeKey(address: change.address, id: change.id))
        }
        for file in change.files?.changes ?? [] {
          files.formUnion([file.action == .detach ? file.file : file.previous].compactMap { $0 })
        }
      }
      self.reviewedRemovals = reviewedRemovals
      reviewedWrites = Set(
        reviewed.plan.effective.filter { $0.action != .delete && $0.action != .forget }
          .map(\.address))
      reviewedFiles = files
      for change in reviewed.plan.effective {
        let review = ChangeReview(
          reviewed: change, fingerprint: reviewed.fingerprints[change.key],
          write: writes[change.address], removals: removals[change.address] ?? [],
          today: fingerprinting)
        if let reason = review.refusal() {
          refused[change.address] = refused[change.address] ?? reason
        } else {
          accepted.insert(change.address)
        }
      }
      accepted.subtract(refused.keys)
    }

    /// Whether a change of today is part of what was reviewed, or no change at all.
    func wasReviewed(_ change: ResourceChange) -> Bool {
      switch change.action {
      case .noOp: true
      case .create, .update, .replace, .adopt:
        accepted.contains(change.address) && reviewedWrites.contains(change.address)
      case .delete:
        accepted.contains(change.address) && reviewedRemovals.contains(change.key)
      case .forget:
        // One that sends nothing only takes it out of the lock file, and ends what was begun.
        accepted.contains(change.address)
          && (!change.releasesMarker || reviewedRemovals.contains(change.key))
      }
    }

    /// What is left alone takes along what refers to it, and keeps what it refers to from going.
    mutating func refuseDependants(_ desired: DesiredState) {
      var isStable = false
      while !isStable {
        isStable = true
        let holders = holders()
        for address in accepted.sorted() {
          guard let reason = dependence(of: address, desired, holders) else { continue }
          refused[address] = reason
          accepted.remove(address)
          isStable = false
        }
      }
      // What is left alone for another object that it refers to, is so for the sake of that one.
      for address in refused.filter({ $0.value == .otherReference }).keys {
        if let needed = missingReference(of: address) { refused[address] = .needs(needed) }
      }
    }

    /// What a resource that is written refers to and does not get, since that one is left alone.
    private func missingReference(of address: Address) -> Address? {
      guard let write = writes[address], write.action != .noOp else { return nil }
      return write.dependencies.first { needed in
        guard isLeftAlone(needed) else { return false }
        let isMade = writes[needed].map { $0.action == .create || $0.action == .replace } ?? true
        return refused[needed] != nil || isMade
      }
    }

    private func dependence(
      of address: Address, _ desired: DesiredState, _ holders: [String: Address]
    ) -> Refusal.Reason? {
      if let needed = missingReference(of: address) { return .needs(needed) }
      if writes[address]?.action == .replace,
        let holder = desired.resources.values.first(where: {
          $0.dependencies.contains(address) && isLeftAlone($0.address)
            && writes[$0.address]?.action != .create
        })
      {
        return .neededBy(holder.address)
      }
      for removal in removals[address] ?? [] where removal.action == .delete {
        if let holder = removal.id.flatMap({ holders[$0] }) { return .neededBy(holder) }
      }
      return nil
    }

    private func isLeftAlone(_ address: Address) -> Bool {
      refused[address] != nil || !accepted.contains(address) && !inPlace.contains(address)
    }

    /// By the IDs that they refer to, those that are left alone and exist.
    private func holders() -> [String: Address] {
      var holders: [String: Address] = [:]
      let staying =
        writes.map { ($0.key, $0.value.id) }
        + removals.flatMap { entry in entry.value.map { (entry.key, $0.id) } }
      for (address, id) in staying where isLeftAlone(address) {
        let values = fingerprinting.object(id)?.attributes.values.map(\.array) ?? []
        for id in values.flatMap({ $0 ?? [] }).compactMap(\.string) {
          holders[id] = min(holders[id] ?? address, address)
        }
      }
      return holders
    }
  }
}
