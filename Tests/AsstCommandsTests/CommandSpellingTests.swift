import ArgumentParser
import AsstCommands
import Testing

struct CommandSpellingTests {
  private func message(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    return CommandSpelling.problem(in: words[...], of: AsstCommand.self)?.message
  }

  @Test func misspelt() {
    #expect(message("pln") == "There is no command 'pln'. Did you mean 'plan'?")
    #expect(message("state lst") == "There is no command 'lst'. Did you mean 'list'?")
    #expect(message("help pln") == "There is no command 'pln'. Did you mean 'plan'?")
    #expect(
      message("state xyzzy") == "There is no command 'xyzzy'. The commands are list, show, mv, rm.")
  }

  @Test(arguments: [
    "", "plan", "plan pln", "--verison", "help", "help plan", "help state show", "state show x",
    "output NAME",
  ])
  func leftToTheParser(line: String) {
    #expect(message(line) == nil)
  }
}
