import Diagnostics

/// Why a recovery stops, or goes on with less.
enum RecoveryProblems {
  static let nobodyToAsk = Diagnostic(
    "ASST389", "There is no terminal to ask",
    detail: "Nothing was deleted, and the lock file is as it was.",
    help: "Run again with `--yes` to delete without being asked.", at: nil)

  static func notOurs(_ id: String) -> Diagnostic {
    Diagnostic(
      "ASST390", "This object does not carry this project's marker",
      detail: "No object \(id) with the marker of this project and target exists.",
      help: "Run `asst recover` alone: it lists the objects that do.", at: nil)
  }

  static func moved(_ id: String) -> Diagnostic {
    Diagnostic(
      "ASST391", "The object changed in the meantime",
      detail: "\(id) was changed by somebody else after it was listed, and is left alone.",
      help: "Run `asst recover` again to see what it is now.", at: nil)
  }

  static func damaged(_ detail: String) -> Diagnostic {
    Diagnostic(
      "ASST392", .warning, "The lock file is damaged and is rebuilt",
      detail: detail, help: "What it said is not used; the markers on the objects say the same.",
      at: nil)
  }
}
