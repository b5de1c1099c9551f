import Diagnostics
import Reconciliation
import ResourceModel
import Testing

@testable import AsstCommands

/// The last words of an apply, and what is said while it waits.
@Suite struct ApplySummaryTests {
  private func summary(
    _ outcomes: [(ApplyStep.Verb, StepOutcome)], refused: Int = 0,
    after duration: Duration = .milliseconds(1_540)
  ) -> String {
    let steps = outcomes.enumerated().map { number, entry in
      let address = Address(collection: "assistants", key: "a\(number)")
      let step = ApplyStep(entry.0, address, kind: ResourceSchema.assistant.kind, id: nil)
      return (step: step, outcome: entry.1)
    }
    let recorded = RecordedState(
      project: "test", target: "local", origin: Origin(baseURL: "http://127.0.0.1/v1"))
    return ApplySummary.text(
      ApplyReport(outcomes: steps, recorded: recorded), refused: refused, after: duration
    ).plain
  }

  @Test func everythingDone() {
    let outcomes: [(ApplyStep.Verb, StepOutcome)] = [
      (.create, .done(id: "asst_1")), (.delete, .done(id: nil)), (.create, .done(id: "asst_2")),
      (.update, .done(id: "asst_3")),
    ]
    #expect(summary(outcomes) == "Applied: 2 created, 1 updated, 1 deleted in 1.5 s.\n")
    #expect(summary([(.update, .done(id: "asst_3"))]) == "Applied: 1 updated in 1.5 s.\n")
  }

  @Test func everyOtherEndIsNamed() {
    let needed = Address(collection: "assistants", key: "a1")
    #expect(
      summary([
        (.create, .done(id: "asst_1")), (.create, .failed(.moved(id: "asst_2"))),
        (.create, .skipped(because: needed)), (.update, .notStarted), (.delete, .notStarted),
      ]) == "Applied in part: 1 created, 1 failed, 1 skipped, 2 not started in 1.5 s.\n")
  }

  @Test func whatIsRefusedIsCounted() {
    #expect(
      summary([(.update, .done(id: "asst_3"))], refused: 2)
        == "Applied in part: 1 updated, 2 refused in 1.5 s.\n")
  }

  @Test func nothingDone() {
    #expect(
      summary([(.delete, .failed(.moved(id: "asst_1")))], after: .zero)
        == "Applied in part: nothing, 1 failed in 0.0 s.\n")
  }

  @Test func onlyLongerWaitsAreTold() {
    let captured = CapturedConsole()
    let notice = WaitNotice(captured.console())
    let busy = ProviderError(.rateLimited(retryAfter: nil), "rate limit reached")
    notice.tell(busy, waiting: .milliseconds(999))
    #expect(captured.errors.isEmpty)
    notice.tell(busy, waiting: .seconds(20))
    #expect(captured.errors == "  rate limit reached; trying again in 20.0 s\n")
  }

  @Test func requestsThatWaitSideBySideAreToldOnce() {
    let captured = CapturedConsole()
    let notice = WaitNotice(captured.console())
    for _ in 0..<100 {
      notice.tell(ProviderError(.serverFault(retryAfter: nil), "busy"), waiting: .seconds(2))
    }
    #expect(captured.errors == "  busy; trying again in 2.0 s\n")
  }
}
