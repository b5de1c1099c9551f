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
  /// What of a saved plan is left alone.
  let refusals: [Refusal]
  /// What would be changed today and is not part of a saved plan.
  let appeared: [Address]

  /// Looks at the provider and computes the difference.
  ///
  /// Creates of an interrupted apply that no list shows yet are waited for, for as long as `window`
  /// says: without, the plan warns of them. `refresh` says how much is looked at. With a `saved` plan the
  /// result is what of it is still to do, and `options` mean nothing.
  static func prepare(
    _ project: LoadedProject, connection: Connection, options: PlanOptions,
    refresh: RefreshMode = .list, saved: SavedApply? = nil, window: SettleWindow? = nil,
    onWait: (Int) -> Void = { _ in }
  ) async throws(CommandFailure) -> PreparedPlan {
    try saved?.check(connection.origin)
    if !connection.session.hasFiles, !options.destroys {
      let unsupported = project.declaredFiles()
      guard unsupported.isEmpty else { throw CommandFailure(project.findings + unsupported) }
    }
    let lock = try project.openLock()
    try project.checkJournal(taken: lock, at: connection.origin)
    do throws(LockFileError) {
      try lock.checkOrigin(connection.origin)
    } catch {
      throw CommandFailure(error)
    }
    let opened =
      lock.recorded
      ?? RecordedState(
        project: project.desired.project, target: project.desired.target,
        origin: connection.origin)

    let scope =
      refresh == .fewest ? RefreshScope(desired: project.desired, recorded: opened) : .lists
    let look = try await Look.take(
      project, opened, connection: connection, scope: scope, isFull: refresh == .full,
      window: window, onWait: onWait)
    let recorded = look.recorded
    let observed = look.observed
    let review = saved.map {
      PlanReview(
        $0.reviewed, desired: project.desired, recorded: recorded, observed: observed)
    }
    let result =
      review?.result
      ?? Planner.plan(
        desired: project.desired, recorded: recorded, observed: observed, options: options)
    var newRecorded = result.recorded
    newRecorded.note(pages: observed.pages)
    return PreparedPlan(
      project: project, lock: lock, recorded: newRecorded, observed: observed,
      observedAt: look.observedAt, plan: result.plan,
      problems: project.findings
        + look.problems(
          of: project.desired, hasWaited: window != nil) + result.problems,
      refusals: review?.refusals ?? [], appeared: review?.appeared ?? [])
  }

  /// The plan as it is saved.
  func reviewed(_ request: PlanRequest) -> ReviewedPlan {
    ReviewedPlan(
      plan: plan, request: request, desired: project.desired, observed: observed,
      lockSerial: lock.recorded?.serial ?? 0)
  }

  /// What of a saved plan is left alone, and why.
  var refusalProblems: [Diagnostic] {
    refusals.map {
      ReviewProblems.refused(
        $0, desired: project.desired.resources[$0.address], leavesRest: !plan.isEmpty)
    }
  }

  /// Shows the plan to a person. Where errors left nothing to plan, "no changes" would mislead.
  func show(on console: Console, _ rendering: PlanRenderingOptions) {
    if plan.changes.isEmpty, problems.hasErrors { return }
    if plan.isEmpty, !refusals.isEmpty { return }
    console.print(plan, rendering)
  }

  /// Tells warnings and errors; an error ends the command.
  func tellProblems(_ console: Console) throws(CommandFailure) {
    tellSuperseded(console)
    console.show(problems)
    if problems.hasErrors { throw .silent(1) }
  }

  /// Says which lock files of former names an apply would replace.
  func tellSuperseded(_ console: Console) {
    for path in lock.superseded {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      console.note(
        "\(name) is of the target's former name: an apply writes "
          + "\(LockFile.name(target: project.target.name)) in its place.")
    }
  }
}

extension LoadedProject {
  /// The kinds without which nothing can be planned: those that are declared or recorded.
  func neededKinds(_ recorded: RecordedState?) -> Set<ResourceKind> {
    let addresses = Set(desired.resources.keys).union(recorded?.resources.keys ?? [:].keys)
    return Set(addresses.compactMap { ResourceCatalogue.standard.schema(of: $0)?.kind })
  }
}
