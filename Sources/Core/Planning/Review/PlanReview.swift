import OrderedCollections
package import ResourceModel

/// What of a reviewed plan is to be carried out today.
///
/// The plan is computed anew from the checkout, the lock file and a look at the provider, as the
/// reviewed one was asked for. Each resource of it either is what was reviewed, or a part of that, or it
/// is refused, and with it what refers to it. What nobody reviewed is left out.
package struct PlanReview: Sendable {
  /// What is still to do, and nothing else; with its problems.
  package var result: Planner.Result
  /// In the order of the reviewed plan.
  package var refusals: [Refusal]
  /// Resources that would be changed today and were looked at and not changed in the reviewed plan, or
  /// did not exist then.
  package var appeared: [Address]

  package init(
    _ reviewed: ReviewedPlan, desired: DesiredState, recorded: RecordedState,
    observed: ObservedState, catalogue: ResourceCatalogue = .standard
  ) {
    let plan = { (options: PlanOptions) in
      Planner.plan(
        desired: desired, recorded: recorded, observed: observed, catalogue: catalogue,
        options: options)
    }
    var options = reviewed.request.options
    // The selection is that of the reviewed plan, whatever its addresses would select today.
    options.only = nil
    options.excluding = []
    options.replacing = []
    if !reviewed.request.options.replacing.isEmpty {
      options.replacing = Self.stillToReplace(reviewed, in: plan(options).plan)
    }
    let whole = plan(options)
    var sorting = Sorting(
      reviewed, today: whole.plan,
      fingerprinting: Fingerprinting(
        desired: desired, observed: observed, catalogue: catalogue))
    sorting.refuseDependants(desired)

    let known = Set(desired.resources.keys).union(whole.recorded.resources.keys)
      .union(whole.plan.changes.map(\.address))
    options.withheld = known.subtracting(sorting.accepted).subtracting(sorting.inPlace)
      .subtracting(whole.plan.kept.map(\.address))
    options.replacing.subtract(options.withheld)
    result = options.withheld.isEmpty ? whole : plan(options)
    result.plan.changes.removeAll { !sorting.wasReviewed($0) }
    result.plan.fileDeletions.removeAll { !sorting.reviewedFiles.contains($0.id) }
    refusals = reviewed.plan.effective.compactMap { change in
      sorting.refused[change.address].map {
        Refusal(address: change.address, action: change.action, reason: $0)
      }
    }.uniqueByAddress()
    appeared = Self.appeared(in: whole.plan, beside: reviewed, sorting)
  }

  /// A replacement that was asked for and done must not be done again.
  private static func stillToReplace(_ reviewed: ReviewedPlan, in today: Plan) -> Set<Address> {
    let before = Dictionary(
      reviewed.plan.changes.filter { $0.action == .replace }.map { ($0.address, $0.id) },
      uniquingKeysWith: { first, _ in first })
    return Set(
      today.changes.filter { change in
        change.key.id == nil && change.id != nil && before[change.address] == change.id
      }.map(\.address)
    ).intersection(reviewed.request.options.replacing)
  }

  private static func appeared(
    in today: Plan, beside reviewed: ReviewedPlan, _ sorting: Sorting
  ) -> [Address] {
    let lookedAt = Set(reviewed.plan.changes.map(\.address))
    let options = reviewed.request.options
    let isSelected = { (address: Address) in
      lookedAt.contains(address)
        || options.only == nil && !options.excluding.contains(address)
    }
    var seen = Set<Address>()
    return today.effective.filter { !($0.action == .forget && $0.reason == .goneAlready) }
      .filter { !sorting.wasReviewed($0) && sorting.refused[$0.address] == nil }
      .map(\.address)
      .filter { isSelected($0) && seen.insert($0).inserted }
  }
}

extension [Refusal] {
  fileprivate func uniqueByAddress() -> [Refusal] {
    var seen = Set<Address>()
    return filter { seen.insert($0.address).inserted }
  }
}
