import ProjectConfiguration
import StateStorage

/// One writer at a time for each target: what every command that writes takes first.
enum TargetLock {
  /// Held as long as the value lives; nil where no lock can be had.
  static func take(_ project: LoadedProject) throws(CommandFailure) -> ProjectLock? {
    do throws(ProjectLock.Taken) {
      return try ProjectLock.take(target: project.target.name, in: project.systemFolder)
    } catch {
      throw CommandFailure([ConsentProblems.taken(error.holder, target: project.target.name)])
    }
  }
}
