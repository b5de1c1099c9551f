import Diagnostics

/// Why an apply stops before the first write.
enum ConsentProblems {
  static let drift = Diagnostic(
    "ASST304", "Something was changed outside",
    detail: "The plan above would undo it, and nothing was written.",
    help: "Run again with `--on-drift overwrite` to undo it, or `--on-drift keep` to leave it; or "
      + "take the change into the YAML.",
    at: nil)

  static func taken(_ holder: String, target: String) -> Diagnostic {
    Diagnostic(
      "ASST313", "Another apply is running",
      detail:
        "Target \(target) is being written to by \(holder.isEmpty ? "another process" : holder).",
      help:
        "Wait until it has ended, or run again with `--lock-timeout 5m`, which waits for it. The "
        + "lock is freed with its process.", at: nil)
  }

  static let nobodyToAsk = Diagnostic(
    "ASST305", "There is no terminal to ask",
    detail: "The plan above was not applied.",
    help: "Run again with `--yes` to apply without being asked.", at: nil)

  static func refused(_ answer: String?) -> Diagnostic {
    let said = answer.map { $0.isEmpty ? "The answer was empty" : "The answer was `\($0)`" }
    return Diagnostic(
      "ASST306", "Not applied",
      detail: "\(said ?? "There was no answer"), and nothing was written.",
      at: nil)
  }
}
