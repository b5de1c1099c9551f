import ArgumentParser
import PlanRendering
import Planning
import ResourceModel
import Testing

@testable import AsstCommands

/// What the command line takes, and what it refuses with status 64.
@Suite struct OptionTests {
  private static let assistant = Address(collection: "assistants", key: "a")
  private static let store = Address(collection: "vector_stores", key: "b")

  @Test func planningFlagsReachThePlanner() throws {
    let command = try #require(
      try AsstCommand.parseAsRoot([
        "plan", "--only", "assistants.a", "--only", "vector_stores.b", "--exclude",
        "assistants.a", "--replace", "vector_stores.b", "--prune", "--allow-recreate",
        "--allow-mass-change",
      ]) as? PlanCommand)
    let options = command.planning.planOptions(targetPrunes: false)
    #expect(options.only == [Self.assistant, Self.store])
    #expect(options.excluding == [Self.assistant])
    #expect(options.replacing == [Self.store])
    #expect(options.prunes && options.allowsRecreation && options.allowsMassChange)
    #expect(!options.destroys)
  }

  @Test func withoutFlagsThePlanIsOfEverything() throws {
    let command = try #require(try AsstCommand.parseAsRoot(["apply"]) as? ApplyCommand)
    #expect(command.planning.planOptions(targetPrunes: false) == PlanOptions())
    #expect(command.planning.planOptions(targetPrunes: true).prunes)
    #expect(!command.applying.yes)
    #expect(command.applying.parallelism == Connection.defaultParallelism)
    #expect(command.onDrift == nil)
  }

  @Test func displayFlagsReachTheRenderer() throws {
    let command = try #require(
      try AsstCommand.parseAsRoot(["plan", "--context", "0", "--full"]) as? PlanCommand)
    #expect(command.display.rendering.contextLines == 0)
    #expect(command.display.rendering.showsFullText)
  }

  @Test(arguments: [
    ["init"], ["validate"], ["plan"], ["apply"], ["destroy"], ["output"], ["state", "list"],
    ["state", "show", "assistants.a"],
  ])
  func everyCommandTakesTheGlobalFlags(words: [String]) throws {
    let command = try AsstCommand.parseAsRoot(
      words + [
        "--target", "staging", "--config", "infra", "--var", "a=b=c", "--var", "d=",
        "--no-color", "--quiet",
      ])
    let global = try #require(command as? any ContextCommand).global
    #expect(global.target == "staging")
    #expect(global.config == "infra")
    #expect(global.variables.map(\.name) == ["a", "d"])
    #expect(global.variables.map(\.value) == ["b=c", ""])
    #expect(global.noColor && global.quiet && !global.verbose)
  }

  @Test(arguments: [
    ["plan", "--var", "=x"], ["plan", "--verbose", "--quiet"], ["apply", "--parallelism", "0"],
    ["apply", "--parallelism", "65"], ["plan", "--context", "10001"],
    ["plan", "--max-size", "65536"], ["plan", "--format", "markdown", "--max-size", "2999"],
    ["plan", "--format", "html"], ["apply", "--only", "a.b.c"],
    ["state", "show", "support"], ["state", "show"], ["output", "--format", "yaml"],
    ["init", "--project", "Not_A_Name"], ["init", "--project", ""], ["destroy", "--prune"],
    ["validate", "extra"], ["plan", "--yes"],
  ])
  func wrongUsageIsRefused(words: [String]) {
    let error = #expect(throws: (any Error).self) { try AsstCommand.parseAsRoot(words) }
    #expect(error.map { AsstCommand.exitCode(for: $0) } == .validationFailure)
  }

  /// What a saved plan says itself would mean nothing beside it.
  @Test(arguments: [["--config", "assistants"], ["--config", "nowhere"], ["--var", "a=b"]])
  func aSavedPlanIsShownAsItWasMade(flag: [String]) {
    let error = #expect(throws: (any Error).self) {
      try AsstCommand.parseAsRoot(["show", "p.json"] + flag)
    }
    #expect(error.map { AsstCommand.exitCode(for: $0) } == .validationFailure)
    let message = error.map { AsstCommand.message(for: $0) } ?? ""
    #expect(message.contains("\(flag[0]) cannot be given with it"), "\(message)")
    #expect(message.contains("no file of the project is read"))
  }

  @Test(arguments: ["1", "64"]) func parallelismTakesItsLimits(number: String) throws {
    let command = try AsstCommand.parseAsRoot(["apply", "--parallelism", number]) as? ApplyCommand
    #expect(command?.applying.parallelism == Int(number))
  }

  @Test(arguments: DriftPolicy.allCases) func everyDriftPolicyHasItsWord(policy: DriftPolicy) throws
  {
    let command = try AsstCommand.parseAsRoot(["apply", "--on-drift", policy.rawValue])
    #expect((command as? ApplyCommand)?.onDrift == policy)
  }

  @Test func importTakesAnAddressAndAnID() throws {
    let words = ["import", "assistants.a", "asst_1", "--target", "local"]
    let command = try #require(try AsstCommand.parseAsRoot(words) as? ImportCommand)
    #expect(command.address.description == "assistants.a")
    #expect(command.id == "asst_1")
    for wrong in [
      ["assistants.a"], ["a", "asst_1"], ["assistants.a", ""], ["assistants.a", "a b"],
    ] {
      #expect(throws: (any Error).self) { try AsstCommand.parseAsRoot(["import"] + wrong) }
    }
  }
}
