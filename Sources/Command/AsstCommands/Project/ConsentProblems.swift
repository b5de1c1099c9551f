import Diagnostics

/// Why an apply stops before the first write.
enum ConsentProblems {
  static let drift = Diagnostic(
    "ASST304", "Something was changed outside",
    detail: "The plan above would undo it, and nothing was written.",
    help: "Run again with `--on-drift overwrite` to undo it, or `--on-drift keep` to leave it; or "
      + "take the change into the YAML.",
    at: nil)

  static let nobodyToAsk = Diagnostic(
    "ASST305", "There is no terminal to ask",
    detail: "The plan above was not applied.",
    help: "Run again with `--yes` to apply without being asked.", at: nil)

  static let refused = Diagnostic(
    "ASST306", "Not applied", detail: "The answer was no, and nothing was written.", at: nil)
}
