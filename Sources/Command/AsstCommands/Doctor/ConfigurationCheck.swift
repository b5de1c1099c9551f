import Diagnostics
import OrderedCollections
import ProjectConfiguration
import Reconciliation
import ResourceModel

/// The files: how many of what, or where the first mistakes are. `asst validate` tells all of them.
enum ConfigurationCheck {
  private static let shownMistakes = 3
  /// The code of the rule that there is a manifest.
  private static let missingManifest = "ASST030"

  static func check(
    _ loaded: LoadedConfiguration, _ project: LoadedProject?, _ options: GlobalOptions
  ) -> DoctorCheck {
    let found = loaded.diagnostics
    let errors = found.filter { $0.severity == .error }
    guard let project, errors.isEmpty else {
      return DoctorCheck(
        "configuration", "configuration", .failed,
        [counted(found)] + errors.prefix(shownMistakes).map(line),
        advice: [
          isMissing(loaded)
            ? "Name the folder with `--config`, or let `asst init` make a project."
            : "`asst validate\(arguments(options))` shows what to do about "
              + (errors.count == 1 ? "it." : "each.")
        ])
    }
    let status: DoctorCheck.Status = found.contains { $0.severity == .warning } ? .warning : .ok
    return DoctorCheck(
      "configuration", "configuration", status,
      "\(options.config): " + contents(project)
        + (found.isEmpty ? "" : "; \(counted(found))"),
      advice: status == .warning ? "`asst validate\(arguments(options))` shows them." : nil)
  }

  private static func isMissing(_ loaded: LoadedConfiguration) -> Bool {
    loaded.diagnostics.contains { $0.code == missingManifest }
  }

  private static func counted(_ found: [Diagnostic]) -> String {
    DiagnosticRenderer.summary(of: found) ?? "nothing found"
  }

  private static func contents(_ project: LoadedProject) -> String {
    let counts = ResourceCatalogue.standard.schemas.reversed().compactMap { schema -> String? in
      let count = project.desired.resources.keys.count { $0.collection == schema.collection }
      return count == 0 ? nil : "\(count) \(schema.kind.words)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no resources" : counts.joined(separator: ", ")
  }

  /// Code, place and summary, which hold nothing that a person wrote; a detail may quote a key.
  private static func line(_ diagnostic: Diagnostic) -> String {
    if diagnostic.code == missingManifest {
      return "\(diagnostic.code) \(diagnostic.summary): \(diagnostic.detail)"
    }
    let place = diagnostic.span.map { "\($0.location): " } ?? ""
    return "\(place)\(diagnostic.code) \(diagnostic.summary)"
  }

  private static func arguments(_ options: GlobalOptions) -> String {
    (options.config == "assistants" ? "" : " --config \(options.config)")
      + (options.target.map { " --target \($0)" } ?? "")
  }
}
