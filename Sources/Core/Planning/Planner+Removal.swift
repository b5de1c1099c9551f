import Diagnostics
import OrderedCollections
import ResourceModel

extension Planner {
  struct Removals {
    var changes: [ResourceChange] = []
    var kept: [KeptResource] = []
    var problems: [Diagnostic] = []
  }

  /// What is ours and no longer wanted: dependants first, so that nothing points at what is gone.
  func removals(selection: Selection) -> Removals {
    var removals = Removals()
    let unwanted = matching.ownedAddresses
      .filter { options.destroys || desired.resources[$0] == nil }
      .filter(selection.contains)
      .sorted { left, right in
        let positions = (position(left), position(right))
        return positions.0 == positions.1 ? left < right : positions.0 > positions.1
      }
    let forgotten = Set(desired.removed.map(\.address))
    for address in unwanted {
      if forgotten.contains(address) {
        removals.changes += forget(address)
      } else {
        remove(address, into: &removals)
      }
    }
    removals.changes += leftBehind(selection: selection)
    return removals
  }

  /// Predecessors that a replacement recorded and could not delete.
  private func leftBehind(selection: Selection) -> [ResourceChange] {
    var changes: [ResourceChange] = []
    for (address, resource) in recorded.resources.sorted(by: { $0.key < $1.key }) {
      guard selection.contains(address), let schema = catalogue.schema(of: address) else {
        continue
      }
      for id in resource.leaving where matching.isOurs(id: id) {
        changes.append(
          ResourceChange(
            address: address, kind: schema.kind, action: .delete, reason: .leftBehind, id: id))
      }
    }
    return changes
  }

  /// Nothing is deleted, so neither `protect` nor a threshold is asked. Every object with the address
  /// loses its marker, a late twin or a copy included: nobody would own it. One without a marker, one
  /// that carries somebody else's, and one that is gone only leave the lock file.
  private func forget(_ address: Address) -> [ResourceChange] {
    guard let schema = catalogue.schema(of: address) else { return [] }
    let source = desired.removed.first { $0.address == address }?.span?.location
    let change = { (id: String?) in
      ResourceChange(
        address: address, kind: schema.kind, action: .forget, reason: .removed, id: id,
        source: source)
    }
    let marked = matching.marked(address).map { change($0.id) }
    return marked.isEmpty ? [change(nil)] : marked
  }

  private func remove(_ address: Address, into removals: inout Removals) {
    guard let schema = catalogue.schema(of: address) else { return }
    let span = desired.resources[address]?.span
    let isRecorded = recorded.resources[address] != nil
    switch matching.match(address) {
    case .none:
      removals.changes.append(
        ResourceChange(
          address: address, kind: schema.kind, action: .forget, reason: .goneAlready,
          id: recorded.resources[address]?.id))
    case .foreign(let found, let owner):
      removals.problems.append(
        PlanProblems.foreign(address, id: found.id, owner: owner, at: span))
    case .ambiguous(let found):
      removals.problems.append(PlanProblems.ambiguous(address, ids: found.map(\.id), at: span))
    case .contested(let claims):
      removals.problems.append(PlanProblems.contested(address, claims, at: span))
    case .found(let found):
      guard options.destroys || options.prunes && isRecorded else {
        removals.kept.append(KeptResource(address: address, id: found.id, isRecorded: isRecorded))
        return
      }
      let twins = matching.twins(of: address, beside: found.id).map(\.id)
      if options.destroys, !twins.isEmpty {
        removals.problems.append(
          PlanProblems.twin(address, id: found.id, twins: twins, at: span))
      }
      let isProtected =
        desired.resources[address]?.lifecycle.protect
        ?? recorded.resources[address]?.isProtected ?? false
      if isProtected {
        removals.problems.append(
          PlanProblems.protected(address, verb: "deleted", guardSeverity, at: span))
      }
      var change = ResourceChange(
        address: address, kind: schema.kind, action: .delete,
        reason: options.destroys ? .destroyed : .notDeclared, id: found.id,
        attributes: heldAttributes(of: found, schema: schema),
        source: desired.resources[address]?.span?.location)
      change.isProtected = isProtected
      removals.changes.append(change)
    }
  }

  /// What goes with a deletion: every attribute that differs from the server's default.
  private func heldAttributes(
    of found: ObservedResource, schema: ResourceSchema
  ) -> [AttributeChange] {
    found.attributes.keys.sorted(by: schema.order).compactMap { path in
      let value = schema.normalForm(found.attributes[path], at: path)
      let fallback = schema.normalForm(nil, at: path)
      guard !value.isEquivalent(to: fallback) else { return nil }
      return AttributeChange(path: path, before: value, after: .value(.null), cause: .changed)
    }
  }

  private func position(_ address: Address) -> Int {
    catalogue.schemas.firstIndex { $0.collection == address.collection } ?? 0
  }

  // MARK: - Thresholds

  /// How much it weighs that an apply of this plan would be refused.
  var guardSeverity: Diagnostic.Severity { options.onlyLooks ? .warning : .error }

  /// The refusals that look at the plan as a whole.
  func thresholdProblems(_ plan: Plan) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let recordedCount = recorded.resources.count
    // All that is recorded counts, whatever was selected: the account is the same for every resource.
    let gone = recorded.resources.keys.count { matching.isGone($0) }
    let isOtherAccount =
      recordedCount < PlanOptions.massChangeMinimum
      ? gone == recordedCount && gone > 0
      : Double(gone) > PlanOptions.goneShare * Double(recordedCount)
    if isOtherAccount, !options.allowsRecreation, !options.destroys {
      problems.append(
        PlanProblems.anotherAccount(gone: gone, recorded: recordedCount, guardSeverity))
    }
    let total = matching.ownedAddresses.count
    // What an interrupted replacement left behind was consented to then.
    let going = plan.changes.count {
      $0.action == .replace || $0.action == .delete && $0.reason != .leftBehind
    }
    if total >= PlanOptions.massChangeMinimum, !options.destroys, !options.allowsMassChange,
      Double(going) > PlanOptions.massChangeShare * Double(total)
    {
      problems.append(PlanProblems.massChange(going, of: total, guardSeverity))
    }
    return problems
  }
}
