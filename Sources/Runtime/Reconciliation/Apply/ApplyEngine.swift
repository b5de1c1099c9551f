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
  private let nonce: @Sendable () -> String
  private let timeSinceRefresh: @Sendable () -> Duration

  /// `nonce` gives a new random word of the grammar of keys at each call. `timeSinceRefresh` says how
  /// old the observed state is.
  package init(
    session: ProviderSession, catalogue: ResourceCatalogue = .standard, parallelism: Int,
    nonce: @escaping @Sendable () -> String, timeSinceRefresh: @escaping @Sendable () -> Duration
  ) {
    self.session = session
    self.catalogue = catalogue
    self.parallelism = max(1, parallelism)
    self.nonce = nonce
    self.timeSinceRefresh = timeSinceRefresh
  }

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
          report(.started(step))
          let task = run.task(for: step)
          group.addTask { await perform(task) }
          underWay += 1
        }
        guard let result = await group.next() else { break }
        underWay -= 1
        run.absorb(result, report: report)
      }
    }
    return run.report()
  }

  private func perform(_ task: StepTask) async -> StepResult {
    let clock = ContinuousClock()
    let start = clock.now
    var result = StepResult(task: task)
    do throws(StepFailure) {
      try await refuseIfMoved(task)
      switch task.step.verb {
      case .create: try await create(task, into: &result)
      case .update: try await update(task, into: &result)
      case .delete: try await delete(task)
      case .release: try await release(task)
      }
    } catch {
      result.failure = error
    }
    result.duration = clock.now - start
    return result
  }

  private func create(_ task: StepTask, into result: inout StepResult) async throws(StepFailure) {
    guard let builder = task.builder else { return }
    let attempts = CreateAttempts(builder: builder, nonce: nonce)
    do throws(ProviderError) {
      let answer = try await session.create(task.step.kind) { attempts.next() }
      result.take(answer, write: attempts.last, before: nil, schema: builder.schema)
    } catch {
      throw error.mayHaveTakenEffect ? .unknownOutcome(error) : .provider(error)
    }
    if let failure = result.answerFailure { throw failure }
  }

  private func update(_ task: StepTask, into result: inout StepResult) async throws(StepFailure) {
    guard let builder = task.builder, let id = task.step.id else { return }
    let write = builder.update(freshNonce: nonce())
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

  private func delete(_ task: StepTask) async throws(StepFailure) {
    guard let id = task.step.id else { return }
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
