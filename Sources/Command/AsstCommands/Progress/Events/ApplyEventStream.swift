import DiagnosticReports
import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ProjectConfiguration
import Reconciliation
import ResourceModel
import Synchronization

/// What happens during an apply, for programs: one JSON object a line, written whole as soon as it
/// happens. `DocumentSchema.events` describes them.
///
/// The first is `start`, the last `summary`; a stream without one is of a process that was killed. A
/// reader that goes away does not stop the apply.
final class ApplyEventStream: Sendable {
  static let formatVersion = "1.0"

  private struct State {
    var progress = ProgressThrottle()
    var outcomes = OutcomeCounts()
    var duration = Duration.zero
    var refused = 0
  }

  private let paths: ReportPaths
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  init(command: String, paths: ReportPaths, write: @escaping @Sendable (String) -> Void) {
    self.paths = paths
    self.write = write
    tell([
      "event": "start", "format_version": .string(Self.formatVersion),
      "tool": ["name": "asst", "version": .string(Version.text)], "command": .string(command),
    ])
  }

  /// The plan that is carried out, once nothing can change it any more; and what of a saved one is not.
  func planned(_ prepared: PreparedPlan, isSaved: Bool) {
    tell([
      "event": "plan", "project": .string(prepared.plan.project),
      "target": .string(prepared.plan.target), "saved": .bool(isSaved),
      "steps": .integer(ApplyEngine.steps(of: prepared.plan).count),
      "summary": JSONPlanRenderer.summary(PlanCounts(prepared.plan)),
    ])
    found(prepared.refusalProblems)
    for refusal in prepared.refusals {
      state.withLock { $0.refused += 1 }
      tell([
        "event": "refused", "address": .string(refusal.address.description),
        "action": .string(refusal.action.rawValue), "reason": .string(refusal.reason.code),
      ])
    }
    for address in prepared.appeared {
      tell(["event": "not_in_plan", "address": .string(address.description)])
    }
  }

  func found(_ diagnostics: [Diagnostic]) {
    let report = DiagnosticReport(
      diagnostics, rules: RuleIndex.all.map { ReportRule($0) }, paths: paths,
      toolVersion: Version.text)
    for finding in report.findings {
      var members: JSONObject = ["event": "diagnostic"]
      members.merge(JSONReport.value(of: finding, report).object ?? [:]) { $1 }
      tell(members)
    }
  }

  func happened(_ event: ApplyEvent) {
    state.withLock { state in
      guard state.progress.isNews(event) else { return }
      write(Self.line(ApplyEventDocument.value(of: event)))
    }
  }

  func ended(_ report: ApplyReport, after duration: Duration) {
    state.withLock { state in
      state.outcomes = OutcomeCounts(report)
      state.duration = duration
    }
    for case (let step, .notStarted) in report.outcomes {
      tell(ApplyEventDocument.notStarted(step))
    }
  }

  func outputs(_ outputs: OrderedDictionary<String, String>) {
    guard !outputs.isEmpty else { return }
    tell(["event": "outputs", "outputs": .object(outputs.mapValues(JSONValue.string))])
  }

  /// The last event.
  func end(status: Int32) {
    let (outcomes, duration, refused) = state.withLock {
      ($0.outcomes, $0.duration, $0.refused)
    }
    tell([
      "event": "summary", "exit_status": .integer(Int(status)),
      "duration_ms": .integer(ApplyEventDocument.milliseconds(duration)),
      "done": .integer(outcomes.done), "failed": .integer(outcomes.failed),
      "skipped": .integer(outcomes.skipped), "not_started": .integer(outcomes.notStarted),
      "refused": .integer(refused),
    ])
  }

  /// Under the lock, so that no line stands within another.
  private func tell(_ members: JSONObject) {
    let line = Self.line(members)
    state.withLock { _ in write(line) }
  }

  private static func line(_ members: JSONObject) -> String {
    JSONWriter.string(.object(members), .line) + "\n"
  }
}
