import Diagnostics
import PlanRendering
import Planning
import ResourceModel

/// Why a saved plan is refused whole, or could not be written. Nothing was written to the provider.
enum SavedPlanProblems {
  private static let newPlan = "Make a new one with `asst plan --out FILE`, and review it."

  static func unreadable(_ file: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "ASST401", "The saved plan cannot be read", detail: "\(file): \(reason).",
      help: "`asst apply FILE` takes a file that `asst plan --out FILE` wrote. A target is named "
        + "with `--target NAME`, and one resource with `--only ADDRESS`.", at: nil)
  }

  static func noPlan(_ file: String, isEmpty: Bool) -> Diagnostic {
    Diagnostic(
      "ASST402", "This is no saved plan",
      detail: isEmpty ? "\(file) is empty." : "\(file) is no JSON object.", help: newPlan, at: nil)
  }

  static func damaged(_ file: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "ASST403", "The saved plan is damaged",
      detail: "\(file) is not as it was written: \(reason).",
      help: "Fetch it again from where it was kept. A plan cannot be edited: change the YAML, and "
        + "make a new one with `asst plan --out FILE`.", at: nil)
  }

  static func of(_ fault: SavedPlan.Fault, in file: String) -> Diagnostic {
    switch fault {
    case .notSaved:
      Diagnostic(
        "ASST402", "This is no saved plan",
        detail: "\(file) is JSON, but was not written by `asst plan --out`. What `--format json` "
          + "prints is for programs: it lacks what it takes to be applied.", help: newPlan, at: nil)
    case .newerFormat(let found):
      Diagnostic(
        "ASST404", "The saved plan was written by another version",
        detail: "\(file) has format \(found); this version knows format \(SavedPlan.format).",
        help: "Use the version of asst that wrote it, or a later one.", at: nil)
    case .otherFormat(let found):
      Diagnostic(
        "ASST404", "The saved plan was written by another version",
        detail: "\(file) has format \(found); this version knows format \(SavedPlan.format).",
        help: newPlan, at: nil)
    case .checksumDiffers: damaged(file, "its checksum is that of another text")
    case .malformed(let reason): damaged(file, reason)
    }
  }

  static func otherProject(_ file: String, _ found: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      "ASST405", "The saved plan is of another project",
      detail: "\(file) is a plan of project `\(found)`; the manifest says `\(expected)`.",
      help: "Name the configuration folder of that project with `--config DIR`, or make a plan of "
        + "this one.", at: nil)
  }

  static func otherTarget(_ file: String, _ found: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      "ASST406", "The saved plan is of another target",
      detail: "\(file) is a plan for target `\(found)`, and `--target \(expected)` was given.",
      help: "Leave `--target` out to apply it to `\(found)`, or make a plan for `\(expected)`.",
      at: nil)
  }

  static func otherOrigin(_ file: String, _ found: Origin, _ expected: Origin) -> Diagnostic {
    Diagnostic(
      "ASST407", "The saved plan is of another provider address",
      detail: "\(file) was made of what exists at \(words(found)); the target now points to "
        + "\(words(expected)).",
      help: "Check `base_url` and the environment, or make a new plan with `asst plan --out FILE`.",
      at: nil)
  }

  static func unwritable(_ file: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "ASST408", "The plan could not be saved", detail: "\(file): \(reason).",
      help: "Name a file in a folder that can be written to.", at: nil)
  }

  private static func words(_ origin: Origin) -> String {
    origin.organization.map { "\(origin.baseURL) of \($0)" } ?? origin.baseURL
  }
}
