import Reconciliation
import ResourceModel
import Testing

@testable import AsstCommands

/// What a person sees of an apply while it runs.
@Suite struct ApplyProgressTests {
  private static func step(_ number: Int, _ verb: ApplyStep.Verb = .create) -> ApplyStep {
    ApplyStep(
      verb, Address(collection: "assistants", key: "a\(number)"),
      kind: ResourceSchema.assistant.kind, id: verb == .create ? nil : "asst_\(number)")
  }

  /// What is written when `total` steps are planned and these events come.
  private func told(of total: Int, _ events: [ApplyEvent]) -> String {
    let captured = CapturedConsole()
    let progress = ApplyProgress(console: captured.console(), total: total)
    for event in events { progress.report(event) }
    #expect(captured.output.isEmpty)
    return captured.errors
  }

  private static func finished(_ count: Int) -> [ApplyEvent] {
    (1...count).map { .finished(step($0), id: "asst_\($0)", after: .zero) }
  }

  @Test func eachStepIsALine() {
    let text = told(
      of: 3,
      [
        .started(Self.step(1)),
        .finished(Self.step(1), id: "asst_1", after: .milliseconds(340)),
        .finished(Self.step(2, .update), id: "asst_2", after: .milliseconds(960)),
        .finished(Self.step(3, .delete), id: "asst_3", after: .seconds(61)),
      ])
    #expect(
      text == """
          + assistants.a1  created asst_1  0.3 s
          ~ assistants.a2  updated asst_2  1.0 s
          - assistants.a3  deleted asst_3  61.0 s

        """)
  }

  @Test func fiftyStepsAreListedAndMoreAreCounted() {
    let listed = told(of: 50, Self.finished(50)).split(separator: "\n")
    #expect(listed.count == 50)
    #expect(listed.allSatisfy { $0.contains("created asst_") })

    let counted = told(of: 51, Self.finished(51)).split(separator: "\n")
    #expect(counted.first == "  5 of 51")
    #expect(counted.last == "  51 of 51")
    #expect(counted.count == 11)
  }

  @Test func anApplyOfThousandsStaysShort() {
    let lines = told(of: 10_000, Self.finished(10_000)).split(separator: "\n")
    #expect(lines == (1...10).map { "  \($0 * 1_000) of 10000" })
  }

  @Test func failuresAreToldHoweverManyStepsThereAre() {
    let refused = StepFailure.provider(
      ProviderError(.unreachable, "connection refused by \u{1B}[2Jhost"))
    for total in [2, 1_000] {
      let text = told(
        of: total,
        [
          .failed(Self.step(1, .update), refused),
          .skipped(Self.step(2), because: Self.step(1).address),
        ])
      #expect(text.contains("✗ assistants.a1  update failed: connection refused"))
      #expect(text.contains("asst-emulator"), "the help is told as well")
      #expect(text.contains("· assistants.a2  create skipped, because assistants.a1 failed"))
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func failuresCountAsDone() {
    var events = Self.finished(50)
    events.append(.failed(Self.step(51), .moved(id: "asst_51")))
    #expect(told(of: 51, events).hasSuffix("  51 of 51\n"))
  }

  @Test func aFormOfTheServersOwnIsToldAndIsNoStep() {
    let text = told(
      of: 1,
      [.ownForm(Self.step(1), [AttributePath("model"), AttributePath("metadata", key: "team")])])
    #expect(text == "  ! assistants.a1  the server keeps its own form of model, metadata.team\n")
  }
}
