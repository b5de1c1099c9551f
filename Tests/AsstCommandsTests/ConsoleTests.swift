import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import Testing

@testable import AsstCommands

/// Data to standard output, all else to standard error.
@Suite struct ConsoleTests {
  private static let findings = [
    Diagnostic("ASST990", "First", detail: "One.", at: nil),
    Diagnostic("ASST991", .warning, "Second", detail: "Two.", at: nil),
    Diagnostic("ASST992", "Third", detail: "Three.", at: nil),
  ]

  @Test func dataAndNotesGoToStreamsOfTheirOwn() {
    let captured = CapturedConsole()
    let console = captured.console()
    console.print(StyledText("data\n"))
    console.printRaw("raw\n")
    console.note("goes on")
    #expect(captured.output == "data\nraw\n")
    #expect(captured.errors == "goes on\n")
  }

  @Test func quietLeavesDataAndErrors() {
    let captured = CapturedConsole()
    let console = captured.console(isQuiet: true)
    console.print(StyledText("data\n"))
    console.note("goes on")
    console.show(Self.findings)
    #expect(captured.output == "data\n")
    #expect(captured.errors.contains("ASST990") && captured.errors.contains("ASST992"))
    #expect(!captured.errors.contains("ASST991"))
    #expect(!captured.errors.contains("goes on"))
    #expect(captured.errors.hasSuffix("2 errors\n"))
  }

  @Test func quietWarningsAloneSayNothing() {
    let captured = CapturedConsole()
    captured.console(isQuiet: true).show([Self.findings[1]])
    #expect(captured.errors.isEmpty)
  }

  @Test func severalFindingsAreCountedAndOneIsNot() {
    let several = CapturedConsole()
    several.console().show(Self.findings)
    #expect(several.errors.hasSuffix("2 errors, 1 warning\n"))
    let one = CapturedConsole()
    one.console().show([Self.findings[0]])
    #expect(one.errors.contains("ASST990"))
    #expect(!one.errors.contains("1 error\n"))
  }

  @Test func terminalsWithoutColours() {
    #expect(Console.wantsColour([:], isAllowed: true))
    #expect(Console.wantsColour(["NO_COLOR": "", "TERM": "xterm"], isAllowed: true))
    #expect(!Console.wantsColour([:], isAllowed: false))
    #expect(!Console.wantsColour(["NO_COLOR": "1"], isAllowed: true))
    #expect(!Console.wantsColour(["NO_COLOR": "0"], isAllowed: true))
    #expect(!Console.wantsColour(["TERM": "dumb"], isAllowed: true))
  }

  /// Without colours words that differ have marks, and the plan is laid out for them.
  @Test func aPlanIsLaidOutForWhatTheConsoleCanShow() {
    let words = String(repeating: "word ", count: 13)
    let change = AttributeChange(
      path: AttributePath("instructions"), before: .string("a\n\(words)five."),
      after: .value(.string("a\n\(words)seven.")), cause: .changed)
    let plan = Plan(
      project: "p", target: "t", origin: Origin(baseURL: "http://127.0.0.1", organization: nil),
      changes: [
        ResourceChange(
          address: Address(collection: "assistants", key: "a"), kind: ResourceKind("assistant"),
          action: .update, reason: .configurationChanged, id: "asst_1", attributes: [change])
      ])
    let plain = CapturedConsole()
    plain.console(outputWidth: 80).print(plan, PlanRenderingOptions())
    // With them the line has no room, and is cut.
    #expect(plain.output.contains("+ …word word") && plain.output.contains("word {+seven+}.\n"))
    let coloured = CapturedConsole()
    coloured.console(coloursOutput: true, outputWidth: 80).print(plan, PlanRenderingOptions())
    #expect(
      !coloured.output.contains("{+") && !coloured.output.contains("…")
        && coloured.output.contains("word \u{1B}[0m\u{1B}[1;4;32mseven"))
  }

  @Test func eachStreamHasItsOwnColours() {
    for (output, error) in [(true, false), (false, true), (false, false)] {
      let captured = CapturedConsole()
      let console = captured.console(coloursOutput: output, coloursError: error)
      console.print(StyledText("data", .added))
      console.note(StyledText("note", .warning))
      console.show(Self.findings)
      #expect(captured.output.contains("\u{1B}[") == output)
      #expect(captured.errors.contains("\u{1B}[") == error)
    }
  }

  @Test func escapesInTextsAreMadeVisible() {
    let captured = CapturedConsole()
    let console = captured.console(isInteractive: true)
    console.print(StyledText("\u{1B}[2J"))
    console.note("\u{1B}]0;title\u{7}")
    _ = console.ask("\u{1B}[31m?")
    #expect(!captured.output.contains("\u{1B}"))
    #expect(!captured.errors.contains("\u{1B}") && !captured.errors.contains("\u{7}"))
    #expect(captured.output.contains(#"\u{1B}[2J"#))
  }

  @Test func nothingIsAskedWithoutATerminal() {
    let captured = CapturedConsole(answers: ["yes"])
    #expect(captured.console().ask("Sure? ") == nil)
    #expect(captured.errors.isEmpty && captured.output.isEmpty)
  }

  @Test func anAnswerIsTrimmedAndTheEndOfInputIsNone() {
    let captured = CapturedConsole(answers: ["  yes ", ""])
    let console = captured.console(isInteractive: true, isQuiet: true)
    #expect(console.ask("Sure? ") == "yes")
    #expect(console.ask("Sure? ") == "")
    #expect(console.ask("Sure? ") == nil)
    #expect(captured.errors == "Sure? Sure? Sure? \n")
  }
}
