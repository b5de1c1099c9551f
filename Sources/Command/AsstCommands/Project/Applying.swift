import Diagnostics
import OrderedCollections
import Planning
import PlanRendering
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

/// From a loaded project to applied changes and a written lock file: what `apply` and `destroy`
/// share.
struct Applying: Sendable {
  enum Confirmation: Sendable {
    /// The person types `yes`.
    case yes
    /// The person types this word, so that no habit of the fingers deletes a project.
    case typed(String)
  }

  let project: LoadedProject
  let global: GlobalOptions
  let applying: ApplyingOptions
  let options: PlanOptions
  /// A list shows late twins, too, so an apply never looks at less.
  var refresh = RefreshMode.list
  let drift: DriftPolicy
  let display: PlanRenderingOptions
  let confirmation: Confirmation
  /// Applied instead of a plan of today; nobody is asked, since it was reviewed.
  var saved: SavedApply?
  /// Where programs are told what happens; nil where nobody asked for that.
  var events: ApplyEventStream?
  let context: CommandContext

  private var settleWindow: SettleWindow { SettleWindow(environment: context.environment) }

  func run() async throws(CommandFailure) {
    // Held until the lock file is written: two applies side by side would each create everything.
    let lock = try await TargetLock.take(
      project, timeout: applying.locking.lockTimeout, console: context.console)
    defer { withExtendedLifetime(lock) {} }
    try await Connection.use(
      project, parallelism: applying.parallelism, options: global, in: context
    ) { (connection) async throws(CommandFailure) in try await run(connection) }
  }

  private func run(_ connection: Connection) async throws(CommandFailure) {
    var prepared = try await PreparedPlan.prepare(
      project, connection: connection, options: options, refresh: refresh, saved: saved,
      window: settleWindow
    ) { [console = context.console] count in
      let creates = count == 1 ? "1 create" : "\(count) creates"
      console.note(
        "  An apply was interrupted; looking for up to 30 s whether \(creates) took effect.")
    }
    // What is shown is what is carried out: drift that stays is shown as staying.
    if drift == .keep { prepared.plan = holdingDrift(prepared.plan) }
    show(prepared)
    events?.found(prepared.problems)
    try prepared.tellProblems(context.console)
    guard saved == nil else {
      tellReview(prepared)
      return try await carryOut(prepared, connection: connection)
    }
    if prepared.plan.needsConsent(allowingRecreation: options.allowsRecreation) {
      try settleDrift(&prepared)
    }
    if !prepared.plan.isEmpty { try confirm(prepared.plan) }
    try await carryOut(prepared, connection: connection)
  }

  /// What of a saved plan is not done, and what is done by nobody.
  private func tellReview(_ prepared: PreparedPlan) {
    context.console.show(prepared.refusalProblems)
    guard !prepared.appeared.isEmpty else { return }
    let names = prepared.appeared.prefix(5).map(\.description).joined(separator: ", ")
    let more = prepared.appeared.count > 5 ? " and \(prepared.appeared.count - 5) more" : ""
    context.console.note(
      "Not in the saved plan, and left as it is: \(names)\(more). `asst plan` shows what would change."
    )
  }

  // MARK: - Consent

  private func settleDrift(_ prepared: inout PreparedPlan) throws(CommandFailure) {
    if drift == .overwrite { return }
    guard drift == .ask, context.console.isInteractive else {
      throw CommandFailure([ConsentProblems.drift])
    }
    let question =
      "Somebody changed this outside. Type `overwrite` to undo it, `keep` to leave it; anything else "
      + "stops: "
    switch context.console.ask(question) {
    case "overwrite": break
    case "keep":
      prepared.plan = holdingDrift(prepared.plan)
      show(prepared)
    case let answer: throw CommandFailure([ConsentProblems.refused(answer)])
    }
  }

  private func holdingDrift(_ plan: Plan) -> Plan {
    plan.holdingDrift(allowingRecreation: options.allowsRecreation)
  }

  /// The plan is what a person decides on; with `--yes --quiet`, and of a plan that was reviewed, nobody
  /// does.
  private func show(_ prepared: PreparedPlan) {
    if applying.yes || saved != nil, context.console.isQuiet { return }
    prepared.show(on: context.console, display)
  }

  private func confirm(_ plan: Plan) throws(CommandFailure) {
    if applying.yes { return }
    let wanted: String
    let question: String
    switch confirmation {
    case .yes:
      wanted = "yes"
      question = "Apply this to target \(plan.target)? Type `yes`: "
    case .typed(let word):
      wanted = word
      question =
        "Delete all of this at target \(plan.target)? Type the project's name, `\(word)`: "
    }
    guard context.console.isInteractive else { throw CommandFailure([ConsentProblems.nobodyToAsk]) }
    let answer = context.console.ask(question)
    guard answer == wanted else { throw CommandFailure([ConsentProblems.refused(answer)]) }
  }

  // MARK: - Writing

  private func carryOut(
    _ prepared: PreparedPlan, connection: Connection
  ) async throws(CommandFailure) {
    // Not before: an answer to a question may have changed it.
    events?.planned(prepared, isSaved: saved != nil)
    let interruption = Interruption.watch()
    defer { interruption.end() }
    let steps = ApplyEngine.steps(of: prepared.plan).count
    let lock = try fold(prepared.recorded, into: prepared.lock)
    let journal =
      steps == 0
      ? nil
      : try beginJournal(
        of: prepared.plan, over: lock, origin: connection.origin)
    let engine = ApplyEngine(
      session: connection.session, parallelism: applying.parallelism,
      journal: JournalOfApply(journal: journal),
      settleWindow: settleWindow, nonce: Nonce.make,
      now: WallClock.seconds, timeSinceRefresh: { ContinuousClock.now - prepared.observedAt },
      systemPath: { [project] in project.systemPath($0) })
    let progress = ApplyProgress(
      console: context.console, total: steps, uploads: prepared.plan.uploads)
    let start = ContinuousClock.now
    let work = Task {
      await engine.apply(
        ApplyEngine.Input(
          plan: prepared.plan, desired: project.desired, recorded: prepared.recorded,
          observed: prepared.observed),
        report: { [events] event in
          events?.happened(event)
          progress.report(event)
        })
    }
    // Nothing new starts then, and writes under way get a few seconds to end.
    interruption.onSignal { [console = context.console] in
      console.note("  Stopping: nothing new is started; what is under way gets 5 s to end.")
      work.cancel()
    }
    let report = await work.value
    progress.end()
    let duration = ContinuousClock.now - start
    events?.ended(report, after: duration)

    if steps > 0 {
      let summary = ApplySummary.text(
        report, refused: prepared.refusals.count, after: duration)
      report.isComplete && prepared.refusals.isEmpty
        ? context.console.note(summary) : context.console.tell(summary)
    }
    if prepared.plan.heldCount > 0 {
      context.console.note("Left as somebody else changed it: \(prepared.plan.heldCount) values.")
    }
    try await finish(report, journal: journal, over: lock)
    tellOutputs(report)
    if let signal = interruption.signal { throw .silent(128 + signal) }
    if !report.isComplete || !prepared.refusals.isEmpty { throw .silent(1) }
  }

  /// What the journal of an interrupted apply knows goes into the lock file before a new one begins, and
  /// so does what only objects told that are about to go.
  private func fold(
    _ recorded: RecordedState, into lock: LockFile
  ) throws(CommandFailure) -> LockFile {
    // One that says nothing yet was left before anything was sent, and goes as well.
    let isNews =
      lock.holdsJournal || recorded.looseFiles.count > lock.recorded?.looseFiles.count ?? 0
    let folded = isNews ? try write(recorded, over: lock) : lock
    project.removeJournals()
    return folded
  }

  private func beginJournal(
    of plan: Plan, over lock: LockFile, origin: Origin
  ) throws(CommandFailure) -> Journal {
    let leaving = plan.fileDeletions.compactMap { file in file.identity.map { (file.id, $0) } }
    do throws(JournalError) {
      return try Journal.begin(
        project.journalPath,
        JournalHeader(
          id: Nonce.make(), project: project.desired.project, target: project.desired.target,
          origin: origin, serial: lock.recorded?.serial ?? 0,
          leavingFiles: Dictionary(leaving, uniquingKeysWith: { first, _ in first })))
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The lock file says it all, and then the journal goes.
  private func finish(
    _ report: ApplyReport, journal: Journal?, over lock: LockFile
  ) async throws(CommandFailure) {
    var state = report.recorded
    // A line that could not be written is in the report; the lock file takes the place of all of them.
    if let journal { state.journal = (try? await journal.settle()) ?? journal.position }
    // A project that never had anything needs no file that says so.
    if lock.recorded != nil || !state.saysNothing {
      _ = try write(state, over: lock)
    }
    if journal != nil { Journal.remove(project.journalPath) }
  }

  /// Only who holds the project lock may write, so that nothing else is half-way.
  private func write(
    _ state: RecordedState, over lock: LockFile
  ) throws(CommandFailure) -> LockFile {
    for target in project.desired.formerTargets + [project.desired.target] {
      AtomicFile.removeLeftovers(of: "\(project.systemFolder)/\(LockFile.name(target: target))")
    }
    do throws(LockFileError) {
      return try lock.write(state)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func tellOutputs(_ report: ApplyReport) {
    events?.outputs(report.recorded.outputs)
    if events != nil, context.console.isQuiet { return }
    guard !report.recorded.outputs.isEmpty else { return }
    var text = StyledText("\n")
    for (name, value) in report.recorded.outputs {
      text.append("\(name)=", .faint)
      text.line(TerminalSafety.visibleOnOneLine(value))
    }
    context.console.print(text)
  }
}
