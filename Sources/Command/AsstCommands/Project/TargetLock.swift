import ProjectConfiguration
import StateStorage

/// One writer at a time for each target: what every command that writes takes first.
enum TargetLock {
  private static let pause = Duration.milliseconds(200)

  /// Held as long as the value lives; nil where no lock can be had. While another process holds it,
  /// this one waits for up to `timeout` and says for whom.
  static func take(
    _ project: LoadedProject, timeout: Duration, console: Console
  ) async throws(CommandFailure) -> ProjectLock? {
    let clock = ContinuousClock()
    let deadline = clock.now + timeout
    var isTold = false
    while true {
      do throws(ProjectLock.Taken) {
        return try ProjectLock.take(target: project.target.name, in: project.systemFolder)
      } catch {
        guard clock.now < deadline, !Task.isCancelled else {
          throw CommandFailure([ConsentProblems.taken(error.holder, target: project.target.name)])
        }
        if !isTold {
          let holder = error.holder.isEmpty ? "another process" : error.holder
          console.note(
            "Target \(project.target.name) is being written to by \(holder); waiting for up to "
              + "\(ApplyProgress.seconds(timeout)).")
          isTold = true
        }
        try? await Task.sleep(for: min(pause, deadline - clock.now), clock: clock)
      }
    }
  }
}
