package import Diagnostics
import OrderedCollections
package import ResourceModel

/// Desired, recorded and observed state to a plan: pure, deterministic, and without a word about any
/// kind or provider.
package struct Planner {
  let catalogue: ResourceCatalogue
  let options: PlanOptions
  let desired: DesiredState
  let recorded: RecordedState
  let observed: ObservedState
  let matching: ResourceMatching
  let files: FileTable

  package struct Result: Sendable {
    package var plan: Plan
    /// Warnings, and errors that forbid to apply the plan.
    package var problems: [Diagnostic]
    /// What the lock says, under the names of today: what an apply starts from.
    package var recorded: RecordedState
  }

  package static func plan(
    desired: DesiredState, recorded: RecordedState, observed: ObservedState,
    catalogue: ResourceCatalogue = .standard, options: PlanOptions = PlanOptions()
  ) -> Result {
    let matching = ResourceMatching(
      desired: desired, recorded: recorded, observed: observed, catalogue: catalogue)
    return Planner(
      catalogue: catalogue, options: options, desired: desired, recorded: matching.recorded,
      observed: observed, matching: matching,
      files: fileTable(
        desired: desired, recorded: matching.recorded, observed: observed)
    ).result()
  }

  private func result() -> Result {
    var problems = selectionProblems()
    var plan = Plan(
      project: desired.project, target: desired.target, origin: recorded.origin,
      outputs: OrderedDictionary(
        uniqueKeysWithValues: desired.outputs.map { ($0.key, $0.value.address) }))

    let selection = selection()
    if !options.destroys {
      let matches = OrderedDictionary(
        uniqueKeysWithValues: desired.resources.keys.map { ($0, matching.match($0)) })
      let renewed = Set(
        matches.filter { address, match in
          selection.contains(address) && isRenewed(address, match: match)
        }.keys)
      let ids = referenceTable(matches: matches, renewed: renewed)
      problems += unboundDependants(
        of: renewed.filter { !matching.isGone($0) }, selection: selection)
      for (address, resource) in desired.resources where selection.contains(address) {
        guard let match = matches[address] else { continue }
        let planned = change(resource, match: match, ids: ids, isRenewed: renewed.contains(address))
        plan.changes += planned.change.map { [$0] } ?? []
        problems += planned.problems
        problems += missingDependencies(of: resource, selection: selection, ids: ids)
      }
    }
    let removal = removals(selection: selection)
    plan.changes += removal.changes
    plan.kept = removal.kept
    problems += removal.problems
    plan.fileDeletions = fileDeletions(of: plan)
    problems += thresholdProblems(plan)
    return Result(plan: plan, problems: problems, recorded: recordedBefore(plan))
  }

  /// Whether the resource gets a new object, and with it a new ID.
  private func isRenewed(_ address: Address, match: ResourceMatching.Match) -> Bool {
    guard case .found(let resource) = match else { return true }
    return resource.isExpired || options.replacing.contains(address)
  }

  private func referenceTable(
    matches: OrderedDictionary<Address, ResourceMatching.Match>, renewed: Set<Address>
  ) -> ReferenceTable {
    var ids = ReferenceTable(files: files)
    for (address, match) in matches {
      if case .found(let resource) = match, !renewed.contains(address) {
        ids[address] = resource.id
      }
    }
    return ids
  }

  // MARK: - One resource

  private func change(
    _ resource: DesiredResource, match: ResourceMatching.Match, ids: ReferenceTable, isRenewed: Bool
  ) -> (change: ResourceChange?, problems: [Diagnostic]) {
    guard let schema = catalogue.schema(of: resource.address) else { return (nil, []) }
    switch match {
    case .none: return creation(of: resource, schema: schema, ids: ids)
    case .foreign(let found, let owner):
      return (
        nil,
        [PlanProblems.foreign(resource.address, id: found.id, owner: owner, at: resource.span)]
      )
    case .ambiguous(let found):
      return (
        nil,
        [PlanProblems.ambiguous(resource.address, ids: found.map(\.id), at: resource.span)]
      )
    case .contested(let claims):
      return (nil, [PlanProblems.contested(resource.address, claims, at: resource.span)])
    case .found(let found):
      var planned =
        isRenewed
        ? replacement(of: resource, found: found, schema: schema, ids: ids)
        : update(of: resource, found: found, schema: schema, ids: ids)
      let twins = matching.twins(of: resource.address, beside: found.id).map(\.id)
      if !twins.isEmpty {
        planned.problems.append(
          PlanProblems.twin(resource.address, id: found.id, twins: twins, at: resource.span))
      }
      return planned
    }
  }

  private func creation(
    of resource: DesiredResource, schema: ResourceSchema, ids: ReferenceTable
  ) -> (change: ResourceChange?, problems: [Diagnostic]) {
    let isRecorded = recorded.resources[resource.address] != nil
    var change = skeleton(
      resource, schema: schema, action: .create, reason: isRecorded ? .deletedOutside : .declared)
    change.attributes = declaredAttributes(of: resource, schema: schema, ids: ids)
    change.files = fileChanges(of: resource, found: nil, schema: schema)
    guard let name = resource.attributes[AttributePath("name")],
      case .json(.string(let text)) = name.value
    else { return (change, []) }
    change.namesakes = matching.namesakes(of: text, kind: schema.kind)
    let warnings =
      change.namesakes.isEmpty || isRecorded
      ? []
      : [
        PlanProblems.namesake(
          resource.address, kind: schema.kind, ids: change.namesakes, at: resource.span)
      ]
    return (change, warnings)
  }

  private func replacement(
    of resource: DesiredResource, found: ObservedResource, schema: ResourceSchema,
    ids: ReferenceTable
  ) -> (change: ResourceChange?, problems: [Diagnostic]) {
    var change = skeleton(
      resource, schema: schema, action: .replace,
      reason: options.replacing.contains(resource.address) ? .requested : .expired)
    change.id = found.id
    change.files = fileChanges(of: resource, found: nil, schema: schema)
    change.attributes = declaredAttributes(of: resource, schema: schema, ids: ids)
    for index in change.attributes.indices {
      let path = change.attributes[index].path
      let before = schema.normalForm(found.attributes[path], at: path)
      change.attributes[index].before = before
      if let attribute = resource.attributes[path] {
        change.attributes[index].parts = resource.parts(
          of: attribute, from: before, to: change.attributes[index].after,
          shape: schema.shape(at: path))
      }
    }
    let refusal =
      resource.lifecycle.protect
      ? [
        PlanProblems.protected(
          resource.address, verb: "replaced", guardSeverity, at: resource.span)
      ] : []
    return (change, refusal)
  }

  private func update(
    of resource: DesiredResource, found: ObservedResource, schema: ResourceSchema,
    ids: ReferenceTable
  ) -> (change: ResourceChange?, problems: [Diagnostic]) {
    let base = AttributeBase(
      schema: schema, marker: found.marker.marker?.baseline,
      recorded: recorded.resources[resource.address])
    let outcome = AttributeComparison(schema: schema, base: base, observed: found, ids: ids)
      .compare(resource)
    var change = skeleton(resource, schema: schema, action: .noOp, reason: .inPlace)
    change.id = found.id
    change.attributes = outcome.changes
    change.notes = outcome.notes
    change.files = fileChanges(of: resource, found: found, schema: schema)
    let former = found.marker.marker.flatMap {
      matching.formerName(of: $0, at: resource.address)
    }
    if let reason = markerReason(found.marker, isFormer: former != nil, schema: schema) {
      change.previousAddress = former?.address
      change.previousPlace = former?.place
      change.action = reason == .markerMissing && base.isEmpty ? .adopt : .update
      change.reason = reason
    } else if !outcome.changes.isEmpty {
      change.action = .update
      change.reason =
        outcome.changes.allSatisfy { $0.cause == .drift } ? .changedOutside : .configurationChanged
    } else if let files = change.files, schema.memberAttribute != nil, !files.changes.isEmpty {
      change.action = .update
      change.reason =
        files.changes.allSatisfy(\.isDrift) ? .changedOutside : .configurationChanged
    }
    let refusals = outcome.changes.compactMap { attribute -> Diagnostic? in
      guard schema[attribute.path]?.mutability == .createOnly else { return nil }
      return PlanProblems.createOnlyChanged(attribute.path, of: resource)
    }
    return (change, refusals)
  }

  private func markerReason(
    _ reading: MarkerReading, isFormer: Bool, schema: ResourceSchema
  ) -> ResourceChange.Reason? {
    guard schema.markerAttribute != nil else { return nil }
    switch reading {
    case .absent: return .markerMissing
    case .unreadable: return .markerUnreadable
    case .marker: return isFormer ? .markerMoved : nil
    }
  }

  private func skeleton(
    _ resource: DesiredResource, schema: ResourceSchema, action: Action,
    reason: ResourceChange.Reason
  ) -> ResourceChange {
    var change = ResourceChange(
      address: resource.address, kind: schema.kind, action: action, reason: reason,
      source: resource.span?.location, dependencies: resource.dependencies)
    change.isProtected = resource.lifecycle.protect
    return change
  }

  private func declaredAttributes(
    of resource: DesiredResource, schema: ResourceSchema, ids: ReferenceTable
  ) -> [AttributeChange] {
    resource.attributes.compactMap { path, attribute in
      guard let after = ids.planned(attribute.value, at: path, schema: schema) else { return nil }
      return AttributeChange(
        path: path, before: nil, after: after, cause: .changed, source: attribute.span?.location,
        textOrigin: attribute.textOrigin)
    }.sorted { schema.order($0.path, $1.path) }
  }
}
