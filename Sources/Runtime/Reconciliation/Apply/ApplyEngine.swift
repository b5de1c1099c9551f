import OrderedCollections
package import Planning
package import ResourceModel

/// Carries out a plan: steps to requests, answers to recorded state.
package struct ApplyEngine: Sendable {
  package struct Input: Sendable {
    package var plan: Plan
    package var desired: DesiredState
    package var recorded: RecordedState
    package var observed: ObservedState

    package init(
      plan: Plan, desired: DesiredState, recorded: RecordedState, observed: ObservedState
    ) {
      self.plan = plan
      self.desired = desired
      self.recorded = recorded
      self.observed = observed
    }
  }

  /// A write that comes later than this after the look reads its object again first.
  package static let longestTrust = Duration.seconds(30)

  private let session: ProviderSession
  private let catalogue: ResourceCatalogue
  private let parallelism: Int
  private let journal: any WriteJournal
  private let settleWindow: SettleWindow
  private let nonce: @Sendable () -> String
  private let now: @Sendable () -> Int
  private let timeSinceRefresh: @Sendable () -> Duration
  private let systemPath: @Sendable (String) -> String

  /// `nonce` gives a new random word of the grammar of keys at each call, `now` the seconds since
  /// 1970. `timeSinceRefresh` says how old the observed state is. `systemPath` turns the path of a file
  /// of the project into one that the system takes.
  package init(
    session: ProviderSession, catalogue: ResourceCatalogue = .standard, parallelism: Int,
    journal: any WriteJournal, settleWindow: SettleWindow = SettleWindow(),
    nonce: @escaping @Sendable () -> String, now: @escaping @Sendable () -> Int,
    timeSinceRefresh: @escaping @Sendable () -> Duration,
    systemPath: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.session = session
    self.catalogue = catalogue
    self.parallelism = max(1, parallelism)
    self.journal = journal
    self.settleWindow = settleWindow
    self.nonce = nonce
    self.now = now
    self.timeSinceRefresh = timeSinceRefresh
    self.systemPath = systemPath
  }

  /// What an apply of a plan would do, each write a step.
  package static func steps(of plan: Plan) -> [ApplyStep] { ApplyScheduler(plan).steps }

  /// Runs every step that can run. When the task is cancelled nothing new starts; what is under way
  /// is awaited, so that its outcome is recorded.
  package func apply(
    _ input: Input, report: @escaping @Sendable (ApplyEvent) -> Void
  ) async -> ApplyReport {
    var run = ApplyRun(input, catalogue: catalogue)
    await withTaskGroup(of: StepResult.self) { group in
      var underWay = 0
      while true {
        if Task.isCancelled { run.scheduler.halt() }
        // Until a host has shown that it keeps markers, one object at a time is at stake.
        let limit = run.hostKeepsMarkers ? parallelism : 1
        while underWay < limit, let step = run.scheduler.next() {
          if let holder = run.reasonToKeep(step) {
            _ = run.scheduler.finish(step, .skipped(because: holder))
            report(.skipped(step, because: holder))
            continue
          }
          report(.started(step))
          let task = run.task(for: step)
          group.addTask { await perform(task, report: report) }
          underWay += 1
        }
        guard let result = await group.next() else { break }
        underWay -= 1
        run.absorb(result, journal: journal, now: now(), report: report)
      }
    }
    await removeLateTwins(in: &run)
    return run.report()
  }

  /// A create that was refused and repeated, or given up, may exist all the same: one more list shows
  /// it.
  private func removeLateTwins(in run: inout ApplyRun) async {
    let kinds = Set(
      (run.doubtful + run.recorded.unresolved).compactMap { catalogue.schema(of: $0.address)?.kind }
    )
    guard !kinds.isEmpty, !Task.isCancelled else { return }
    var observed = ObservedState()
    for kind in kinds {
      guard let listed = try? await Refresh(session: session).list(kind) else { return }
      observed.resources += listed
      observed.completeKinds.insert(kind)
    }
    let before = run.leaving
    run.settle(observed, now: now())
    for (address, resource) in run.recorded.resources {
      guard let kind = catalogue.schema(of: address)?.kind else { continue }
      for id in resource.leaving where !before.contains(id) {
        // One that stays is recorded as leaving, and the next plan shows it.
        guard
          let entry = try? await journal.begin(
            WriteIntent(.delete, address, kind: kind, id: id, at: now())),
          (try? await session.delete(kind, id: id)) != nil
        else { continue }
        run.forget(id, of: address)
        journal.end(entry, .deleted)
      }
    }
  }

  private func perform(
    _ task: StepTask, report: @escaping @Sendable (ApplyEvent) -> Void
  ) async -> StepResult {
    let clock = ContinuousClock()
    let start = clock.now
    var result = StepResult(task: task)
    do throws(StepFailure) {
      if let work = task.files {
        try await FileSteps(
          session: session, journal: journal, settleWindow: settleWindow, now: now,
          systemPath: systemPath
        ).perform(task.step, work, isLast: task.isLastOfStore, into: &result, report: report)
        result.duration = clock.now - start
        return result
      }
      try await refuseIfMoved(task)
      switch task.step.verb {
      case .create: try await create(task, into: &result, report: report)
      case .update: try await update(task, into: &result)
      case .delete: try await delete(task, into: &result)
      case .release: try await release(task)
      // A step about files has its work with it; without, its store is gone and there is none.
      case .upload, .attach, .detach: break
      }
    } catch {
      result.failure = error
    }
    result.duration = clock.now - start
    return result
  }

  private func create(
    _ task: StepTask, into result: inout StepResult, report: (ApplyEvent) -> Void
  ) async throws(StepFailure) {
    guard let builder = task.builder else { return }
    let attempts = CreateAttempts(
      task, builder: builder, journal: journal, nonce: nonce, now: now)
    do throws(ProviderError) {
      let answer = try await session.create(task.step.kind) { () async throws(ProviderError) in
        try await attempts.next()
      }
      result.take(answer, write: attempts.last?.write, before: nil, schema: builder.schema)
    } catch {
      if let failure = attempts.failure { throw .unnoted(failure) }
      result.entry = attempts.last?.entry
      guard error.mayHaveTakenEffect else { throw .provider(error) }
      guard let found = await find(attempts.last, of: task.step, after: error, report: report)
      else {
        result.unresolved = attempts.unresolved
        throw .unknownOutcome(error)
      }
      result.take(found, write: attempts.last?.write, before: nil, schema: builder.schema)
    }
    result.entry = attempts.last?.entry
    result.refused = attempts.refused
    if let failure = result.answerFailure { throw failure }
  }

  private func find(
    _ attempt: CreateAttempts.Attempt?, of step: ApplyStep, after error: ProviderError,
    report: (ApplyEvent) -> Void
  ) async -> ObservedResource? {
    guard let marker = attempt?.write.marker, !Task.isCancelled else { return nil }
    report(.searching(step, error))
    return await MarkerSearch(session: session, window: settleWindow)
      .find(marker, kind: step.kind)
  }

  /// Notes a write of an existing object.
  private func note(_ task: StepTask) async throws(StepFailure) -> Int {
    do throws(UnnotedIntent) {
      let verb: WriteIntent.Verb = task.step.verb == .delete ? .delete : .update
      return try await journal.begin(
        WriteIntent(verb, task.step.address, kind: task.step.kind, id: task.step.id, at: now()))
    } catch {
      throw .unnoted(error)
    }
  }

  private func update(_ task: StepTask, into result: inout StepResult) async throws(StepFailure) {
    guard let builder = task.builder, let id = task.step.id else { return }
    let write = builder.update(freshNonce: nonce())
    result.entry = try await note(task)
    do throws(ProviderError) {
      let answer = try await session.update(task.step.kind, id: id, write)
      guard answer.id == id else {
        throw ProviderError(
          .unreadableAnswer, "the update of \(id) was answered with another object, \(answer.id)")
      }
      result.take(answer, write: write, before: task.observed, schema: builder.schema)
    } catch {
      throw .provider(error)
    }
    if let failure = result.answerFailure { throw failure }
  }

  private func delete(_ task: StepTask, into result: inout StepResult) async throws(StepFailure) {
    guard let id = task.step.id else { return }
    result.entry = try await note(task)
    do throws(ProviderError) {
      try await session.delete(task.step.kind, id: id)
    } catch {
      throw .provider(error)
    }
  }

  private func release(_ task: StepTask) async throws(StepFailure) {
    guard let object = task.observed, let schema = catalogue.schema(kind: task.step.kind) else {
      return
    }
    try await session.release(object, schema: schema)
  }

  private func refuseIfMoved(_ task: StepTask) async throws(StepFailure) {
    guard let id = task.step.id, let looked = task.observed,
      timeSinceRefresh() > Self.longestTrust
    else { return }
    let now: ObservedResource?
    do throws(ProviderError) {
      now = try await session.get(task.step.kind, id: id)
    } catch {
      throw .provider(error)
    }
    guard let now else {
      if task.step.verb == .delete || task.step.verb == .release { return }
      throw .moved(id: id)
    }
    if now.marker != looked.marker || !isSame(now, looked) { throw .moved(id: id) }
  }

  /// Whether two looks at an object saw the same, whatever the order of keys in an answer.
  private func isSame(_ left: ObservedResource, _ right: ObservedResource) -> Bool {
    let schema = catalogue.schema(kind: left.kind)
    return Set(left.attributes.keys).union(right.attributes.keys).allSatisfy { path in
      let (now, then) = (left.attributes[path] ?? .null, right.attributes[path] ?? .null)
      guard let schema else { return now.isEquivalent(to: then) }
      return schema.normalForm(now, at: path).isEquivalent(to: schema.normalForm(then, at: path))
    }
  }
}
