import ArgumentParser
import PlanRendering
import Planning
import ResourceModel

/// What a plan looks at and how far it may go: the same for `plan` and `apply`.
struct PlanningOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only this resource, and what it needs and does not exist yet; may be repeated.",
      valueName: "address"),
    transform: AddressArgument.read)
  var only: [Address] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Not this resource; may be repeated.", valueName: "address"),
    transform: AddressArgument.read)
  var exclude: [Address] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Make this resource anew, bind what refers to it, then delete the old one; may be repeated.",
      valueName: "address"),
    transform: AddressArgument.read)
  var replace: [Address] = []

  @Flag(help: "Delete what the lock file records and the YAML no longer declares.")
  var prune = false

  @Option(
    help: ArgumentHelp(
      "How much to look at: `list` reads every list, as an apply does, where a plan may ask for single IDs; `full` lists the files of every store too, even of one that says that nothing changed.",
      valueName: "list|full"))
  var refresh: RefreshMode?

  @Flag(
    help:
      "Go on although more than 30 % of the recorded resources are gone (below 10: all), as in another account, and make them anew."
  )
  var allowRecreate = false

  @Flag(
    help: "Go on although more than 30 % of at least 10 resources would be deleted or replaced.")
  var allowMassChange = false

  /// The flags that were given; a saved plan says itself what it looks at.
  var given: [String] {
    [
      ("--only", !only.isEmpty), ("--exclude", !exclude.isEmpty), ("--replace", !replace.isEmpty),
      ("--prune", prune), ("--refresh", refresh != nil), ("--allow-recreate", allowRecreate),
      ("--allow-mass-change", allowMassChange),
    ].filter(\.1).map(\.0)
  }

  /// `targetPrunes` is what the target's `prune:` says; `onlyLooks` for what is never applied.
  func planOptions(targetPrunes: Bool, onlyLooks: Bool = false) -> PlanOptions {
    var options = PlanOptions()
    options.onlyLooks = onlyLooks
    options.only = only.isEmpty ? nil : Set(only)
    options.excluding = Set(exclude)
    options.replacing = Set(replace)
    options.prunes = prune || targetPrunes
    options.allowsRecreation = allowRecreate
    options.allowsMassChange = allowMassChange
    return options
  }
}

/// How a plan is shown on a terminal.
struct DisplayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Unchanged lines around each change of a text.", valueName: "n"))
  var context = 3

  @Flag(help: "Show long texts whole.")
  var full = false

  func validate() throws {
    guard (0...10_000).contains(context) else {
      throw ValidationError("--context takes a number from 0 to 10000.")
    }
  }
}

extension DisplayOptions {
  var rendering: PlanRenderingOptions {
    PlanRenderingOptions(contextLines: context, showsFullText: full)
  }
}

enum AddressArgument {
  static func read(_ text: String) throws -> Address {
    guard let address = Address(text) else {
      throw ValidationError(
        "`\(text)` is no address; an address looks like `assistants.support`.")
    }
    return address
  }
}
