import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

/// A plan and all that it was computed from: what `plan` shows and `apply` carries out.
struct PreparedPlan: Sendable {
  let project: LoadedProject
  let lock: LockFile
  let recorded: RecordedState
  let observed: ObservedState
  let observedAt: ContinuousClock.Instant
  var plan: Plan
  /// Warnings, and errors that forbid to apply.
  let problems: [Diagnostic]

  /// Looks at the provider and computes the difference.
  static func prepare(
    _ project: LoadedProject, connection: Connection, options: PlanOptions
  ) async throws(CommandFailure) -> PreparedPlan {
    let unsupported = options.destroys ? [] : project.unsupported()
    guard unsupported.isEmpty else { throw CommandFailure(project.findings + unsupported) }
    let lock = try project.openLock()
    do throws(LockFileError) {
      try lock.checkOrigin(connection.origin)
    } catch {
      throw CommandFailure(error)
    }
    let recorded =
      lock.recorded
      ?? RecordedState(
        project: project.desired.project, target: project.desired.target,
        origin: connection.origin)

    let observedAt = ContinuousClock.now
    let observed: ObservedState
    do throws(ProviderError) {
      observed = try await Refresh(session: connection.session).observe(
        ResourceCatalogue.standard.schemas.map(\.kind), needed: project.neededKinds(recorded),
        recorded: recorded.kindsByID)
    } catch {
      throw CommandFailure(error)
    }
    let result = Planner.plan(
      desired: project.desired, recorded: recorded, observed: observed, options: options)
    return PreparedPlan(
      project: project, lock: lock, recorded: result.recorded, observed: observed,
      observedAt: observedAt, plan: result.plan, problems: project.findings + result.problems)
  }

  /// Shows the plan to a person. Where errors left nothing to plan, "no changes" would mislead.
  func show(on console: Console, _ rendering: PlanRenderingOptions) {
    if plan.changes.isEmpty, problems.hasErrors { return }
    console.print(plan, rendering)
  }

  /// Tells warnings and errors; an error ends the command.
  func tellProblems(_ console: Console) throws(CommandFailure) {
    for path in lock.superseded {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      console.note(
        "\(name) is of the target's former name: an apply writes "
          + "\(LockFile.name(target: project.target.name)) in its place.")
    }
    console.show(problems)
    if problems.hasErrors { throw .silent(1) }
  }
}

extension LoadedProject {
  /// The kinds without which nothing can be planned: those that are declared or recorded.
  func neededKinds(_ recorded: RecordedState?) -> Set<ResourceKind> {
    let addresses = Set(desired.resources.keys).union(recorded?.resources.keys ?? [:].keys)
    return Set(addresses.compactMap { ResourceCatalogue.standard.schema(of: $0)?.kind })
  }
}

extension RecordedState {
  /// Every ID that the lock file knows, predecessors that still have to go included.
  var kindsByID: [String: ResourceKind] {
    var kinds: [String: ResourceKind] = [:]
    for (address, resource) in resources {
      guard let kind = ResourceCatalogue.standard.schema(of: address)?.kind else { continue }
      for id in [resource.id] + resource.leaving { kinds[id] = kind }
    }
    return kinds
  }
}
