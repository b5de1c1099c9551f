import Diagnostics
import OrderedCollections
import ResourceModel

/// Which resources a plan looks at: `--only` with what it needs, without `--exclude`.
struct Selection {
  let only: Set<Address>?
  let excluded: Set<Address>

  func contains(_ address: Address) -> Bool {
    !excluded.contains(address) && (only?.contains(address) ?? true)
  }
}

extension Planner {
  func selection() -> Selection {
    let excluded = options.excluding.union(options.withheld)
    guard let only = options.only else { return Selection(only: nil, excluded: excluded) }
    // Dependencies that exist already are only read, so they are not part of the plan.
    let unmet = DependencyGraph(desired.resources.values).closure(of: only)
      .filter(matching.isGone)
    return Selection(only: only.union(unmet), excluded: excluded)
  }

  func selectionProblems() -> [Diagnostic] {
    let known = matching.ownedAddresses.union(desired.resources.keys)
    let sortedKnown = known.sorted()
    let named =
      (options.only ?? []).map { ("--only", $0) } + options.excluding.map { ("--exclude", $0) }
      + options.replacing.map { ("--replace", $0) }
    return named.filter { !known.contains($0.1) }.sorted { $0.1 < $1.1 }.map { flag, address in
      PlanProblems.unknownSelection(address, flag: flag, known: sortedKnown)
    }
  }

  /// References of a selected resource to what neither exists nor is part of the plan.
  func missingDependencies(
    of resource: DesiredResource, selection: Selection, ids: ReferenceTable
  ) -> [Diagnostic] {
    resource.dependencies.filter { ids[$0] == nil && !selection.contains($0) }.map {
      PlanProblems.missingDependency($0, of: resource)
    }
  }

  /// A replacement deletes the old object, so what refers to it has to be bound anew in the same plan.
  func unboundDependants(of replaced: Set<Address>, selection: Selection) -> [Diagnostic] {
    desired.resources.values.filter {
      !selection.contains($0.address) && !matching.isGone($0.address)
    }
    .flatMap { resource in
      resource.dependencies.filter(replaced.contains).map {
        PlanProblems.unboundDependant(resource, on: $0)
      }
    }
  }
}
