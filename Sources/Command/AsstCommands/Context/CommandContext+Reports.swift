import DiagnosticReports
import FoundationEssentials
import ProjectConfiguration

extension CommandContext {
  /// Where files stand for those who read a report: GitHub says in `GITHUB_WORKSPACE` where the
  /// checkout is, and annotations and code scanning know files relative to it.
  func reportPaths(configuration: String) -> ReportPaths {
    let folder =
      workingDirectory.isEmpty ? FileManager.default.currentDirectoryPath : workingDirectory
    let checkout = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
    return ReportPaths(
      workingDirectory: RealPath.of(folder) ?? folder,
      checkout: checkout.map { RealPath.of($0) ?? $0 },
      fallback: "\(configuration)/\(Manifest.fileName)")
  }
}
