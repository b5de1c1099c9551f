import Synchronization

/// The executor of ``HTTPClient``: one thread that runs the actor's jobs and, between them, libcurl.
///
/// So the multi handle needs no lock: whatever runs on the actor runs on libcurl's thread. After
/// `stop` there is no thread; jobs that still come (a `send` after the shut-down) run one after the
/// other on the threads that bring them, and must not touch the transfers.
///
/// `@unchecked Sendable`: `transfers` is used by the executor's own thread alone, except for
/// `wake`, which libcurl allows from any thread and which is called under the lock, before the end.
final class MultiExecutor: SerialExecutor, @unchecked Sendable {
  private enum Phase { case running, stopping, ended }

  private struct State {
    var phase = Phase.running
    var jobs: [UnownedJob] = []
    /// The thread that runs jobs; nil while nobody does.
    var runner: ThreadIdentity?
  }

  private let state = Mutex(State())
  private let thread = Mutex<DedicatedThread?>(nil)
  private let multi: ActiveTransfers

  init(maximumConnections: Int) {
    multi = ActiveTransfers(maximumConnections: maximumConnections)
    thread.withLock { $0 = DedicatedThread { self.run() } }
  }

  /// For the actor's own code; nil once the thread has ended.
  var transfers: ActiveTransfers? {
    checkIsolated()
    return state.withLock { $0.phase == .ended } ? nil : multi
  }

  /// Lets the thread finish the jobs it has and end; returns when it has ended.
  func stopAndJoin() {
    requestStop()
    thread.withLock { thread in
      thread?.join()
      thread = nil
    }
  }

  /// The same for a client that goes away without a shut-down: nobody waits.
  func abandon() {
    requestStop()
    thread.withLock { thread in
      thread?.detach()
      thread = nil
    }
  }

  private func requestStop() {
    state.withLock { state in
      guard state.phase == .running else { return }
      state.phase = .stopping
      multi.wake()
    }
  }

  // MARK: - SerialExecutor

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let runsHere = state.withLock { state in
      state.jobs.append(job)
      if state.phase == .ended {
        // Whoever finds no runner becomes it; the others leave their jobs to it.
        guard state.runner == nil else { return false }
        state.runner = .current
        return true
      }
      // The thread itself looks for jobs before it sleeps.
      if state.runner != .current { multi.wake() }
      return false
    }
    if runsHere { runRemainingJobs() }
  }

  func checkIsolated() {
    let runner = state.withLock(\.runner)
    precondition(runner == .current, "not on the HTTP client's executor")
  }

  // MARK: - The thread

  private func run() {
    state.withLock { $0.runner = .current }
    while let jobs = nextJobs() {
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      multi.turn()
      if state.withLock({ $0.jobs.isEmpty && $0.phase == .running }) { multi.wait() }
    }
    multi.close()
    runRemainingJobs()
  }

  /// nil when it is time to end: told to, and no job left.
  private func nextJobs() -> [UnownedJob]? {
    state.withLock { state in
      if state.phase == .stopping, state.jobs.isEmpty {
        state.phase = .ended
        return nil
      }
      defer { state.jobs.removeAll() }
      return state.jobs
    }
  }

  /// Once ended: runs jobs until there is none, and stops being the runner.
  private func runRemainingJobs() {
    while let job = state.withLock({ state -> UnownedJob? in
      if state.jobs.isEmpty {
        state.runner = nil
        return nil
      }
      return state.jobs.removeFirst()
    }) {
      job.runSynchronously(on: asUnownedSerialExecutor())
    }
  }
}
