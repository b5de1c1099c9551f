import Diagnostics
import Reconciliation
import ResourceModel

/// What an apply did, in one or two lines.
enum ApplySummary {
  /// `refused` is how many resources of a saved plan were left alone.
  static func text(
    _ report: ApplyReport, refused: Int = 0, after duration: Duration
  ) -> StyledText {
    var done: [ApplyStep.Verb: Int] = [:]
    var deletedFiles = 0
    var filled = Set<Address>()
    var thinned = Set<Address>()
    var failed = 0
    var skipped = 0
    var open = 0
    for (step, outcome) in report.outcomes {
      switch outcome {
      case .done where step.kind == .file && step.verb == .delete: deletedFiles += 1
      case .done where step.verb == .attach: filled.insert(step.address)
      case .done where step.verb == .detach: thinned.insert(step.address)
      case .done: done[step.verb, default: 0] += 1
      case .failed: failed += 1
      case .skipped: skipped += 1
      case .notStarted: open += 1
      }
    }
    var went = [
      ("created", done[.create]), ("updated", done[.update]), ("deleted", done[.delete]),
      ("forgotten", done[.release]),
    ].compactMap { word, count in count.map { "\($0) \(word)" } }
    went += [
      counted(done[.upload] ?? 0, "file", "uploaded"), counted(deletedFiles, "file", "deleted"),
      counted(filled.count, "store", "filled"),
      counted(thinned.subtracting(filled).count, "store", "changed"),
    ].compactMap { $0 }
    var text = StyledText(
      report.isComplete && refused == 0 ? "Applied: " : "Applied in part: ", .strong)
    text.append(went.isEmpty ? "nothing" : went.joined(separator: ", "))
    if failed > 0 { text.append(", \(failed) failed", .error) }
    if skipped > 0 { text.append(", \(skipped) skipped", .warning) }
    if refused > 0 { text.append(", \(refused) refused", .error) }
    if open > 0 { text.append(", \(open) not started", .warning) }
    text.line(" in \(ApplyProgress.seconds(duration)).")
    return text
  }

  private static func counted(_ count: Int, _ noun: String, _ what: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s") \(what)"
  }
}
