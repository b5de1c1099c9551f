import Reconciliation
import ResourceModel
import Synchronization
import TestSupport
import Testing

@testable import AsstCommands

/// The line of what is under way, on a terminal, among the lines that stay.
@Suite struct StepLineTests {
  private static func step(_ number: Int, _ verb: ApplyStep.Verb = .update) -> ApplyStep {
    ApplyStep(
      verb, Address(collection: "assistants", key: "a\(number)"),
      kind: ResourceSchema.assistant.kind, id: "asst_\(number)")
  }

  /// A console as a process has it, and all that its terminal got.
  private final class Terminal: Sendable {
    private let written = Mutex("")
    let columns: Int

    init(columns: Int = 60) { self.columns = columns }

    var text: String { written.withLock { $0 } }
    var lines: [String] { TerminalScreen(text, columns: columns).lines }

    var console: Console {
      let live = LiveLine { [self] text in written.withLock { $0 += text } }
      return Console(
        write: { [self] text, _ in live.making { written.withLock { $0 += text } } },
        readLine: { nil }, isInteractive: true, coloursOutput: false, coloursError: false,
        isQuiet: false, outputWidth: columns, errorWidth: columns, liveLine: live)
    }
  }

  @Test func itSaysWhatIsUnderWayAndIsGoneInTheEnd() {
    let terminal = Terminal()
    let progress = ApplyProgress(console: terminal.console, total: 3)
    progress.report(.started(Self.step(1)))
    #expect(terminal.lines == ["  … updating assistants.a1; 0 of 3 done"])
    progress.report(.started(Self.step(2, .create)))
    #expect(terminal.lines == ["  … creating assistants.a2 and 1 more; 0 of 3 done"])
    progress.report(.finished(Self.step(2, .create), id: "asst_2", after: .seconds(1)))
    #expect(
      terminal.lines == [
        "  + assistants.a2  created asst_2  1.0 s", "  … updating assistants.a1; 1 of 3 done",
      ])
    progress.report(.ownForm(Self.step(1), [AttributePath("model")]))
    progress.report(.failed(Self.step(1), .moved(id: "asst_1")))
    progress.report(.started(Self.step(3, .delete)))
    #expect(terminal.lines.last == "  … deleting assistants.a3; 2 of 3 done")
    progress.report(.skipped(Self.step(3, .delete), because: Self.step(1).address))
    progress.end()
    let lines = terminal.lines
    #expect(!lines.contains { $0.contains("…") })
    #expect(lines.count == 8 && lines.last == "", "\(lines)")
  }

  @Test func noLineIsWiderThanTheTerminal() {
    for columns in [20, 33, 60, 200] {
      let terminal = Terminal(columns: columns)
      let progress = ApplyProgress(console: terminal.console, total: 20)
      var before: [String] = []
      for number in 0..<20 {
        let key = String(repeating: "long_name_", count: number % 7) + "\(number)"
        let step = ApplyStep(
          number % 2 == 0 ? .update : .create, Address(collection: "assistants", key: key),
          kind: ResourceSchema.assistant.kind, id: nil)
        progress.report(.started(step))
        // It takes one row, and what is above it stays.
        let drawn = terminal.lines
        #expect(Array(drawn.dropLast()) == before, "\(columns) columns: \(drawn)")
        #expect(drawn.last?.hasPrefix("  … ") == true)
        progress.report(.finished(step, id: "asst_\(number)", after: .zero))
        before = terminal.lines.dropLast()
      }
      progress.end()
      // What stays was broken between words by us: nothing stands at the left edge.
      let lines = terminal.lines.dropLast()
      #expect(lines.allSatisfy { $0.hasPrefix("  ") }, "\(lines)")
      #expect(lines.count { $0.hasPrefix("  ~ ") || $0.hasPrefix("  + ") } == 20)
    }
  }

  /// Bytes and searchable files have the line for themselves.
  @Test func transfersHaveTheLine() {
    let terminal = Terminal()
    let progress = ApplyProgress(console: terminal.console, total: 4)
    let upload = ApplyStep(
      .upload, Address(file: "a.pdf"), kind: ResourceKind("file"), id: nil)
    let attach = ApplyStep(
      .attach, Address(collection: "vector_stores", key: "s"),
      kind: ResourceSchema.vectorStore.kind, id: nil)
    progress.report(.started(Self.step(1)))
    let drawn = terminal.text
    progress.report(.started(upload))
    progress.report(.started(Self.step(2)))
    #expect(terminal.text == drawn)
    progress.report(.finished(upload, id: "file-1", after: .zero))
    #expect(terminal.lines.last == "  … updating assistants.a2 and 1 more; 1 of 4 done")
    progress.report(.started(attach))
    #expect(
      terminal.lines.last == "  … attaching the files of vector_stores.s and 2 more; 1 o…")
    let before = terminal.text
    progress.report(.indexed(attach, 1, of: 3))
    progress.report(.started(Self.step(3)))
    #expect(!terminal.text.dropFirst(before.count).contains("updating"))
    progress.report(.finished(attach, id: nil, after: .zero))
    #expect(terminal.lines.last == "  … updating assistants.a3 and 2 more; 2 of 4 done")
  }

  @Test func withoutATerminalThereIsNone() {
    let captured = CapturedConsole()
    let progress = ApplyProgress(console: captured.console(), total: 1)
    progress.report(.started(Self.step(1)))
    progress.report(.finished(Self.step(1), id: "asst_1", after: .zero))
    progress.end()
    #expect(captured.errors == "  ~ assistants.a1  updated asst_1  0.0 s\n")
  }

  @Test func terminalsThatCannotBeDrawnOver() {
    #expect(Console.canRedraw(["TERM": "xterm"]))
    #expect(Console.canRedraw(["TERM": "xterm", "CI": ""]))
    #expect(Console.canRedraw(["TERM": "xterm", "CI": "false"]))
    for environment in [
      [:], ["TERM": ""], ["TERM": "dumb"], ["TERM": "xterm", "CI": "true"],
      ["TERM": "xterm", "CI": "1"],
    ] { #expect(!Console.canRedraw(environment), "\(environment)") }
  }
}
