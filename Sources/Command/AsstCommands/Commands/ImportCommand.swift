import ArgumentParser
import ResourceModel

/// `asst import`: takes an object over that somebody made by other means.
struct ImportCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Write YAML for an object that exists, and manage it.",
    discussion: """
      Reads the object, writes it as YAML (its prompt and functions to files of their own), sets its \
      marker and records its ID in asst.TARGET.lock.json: the next plan is empty. Nothing else of the \
      object is changed, and no file is overwritten.

        asst import assistants.support "$OPENAI_ASSISTANT_ID"

      An address that is declared already gets the object, and no YAML: the next plan shows what the \
      YAML says otherwise.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var locking: LockingOptions

  @Argument(
    help: "What it is to be in the project, such as assistants.support.",
    transform: AddressArgument.read)
  var address: Address

  @Argument(help: "The object's ID at the provider.", transform: Self.readID)
  var id: String

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    try await Importing(
      project: project, global: global, locking: locking, address: address, id: id,
      context: context
    ).run()
  }

  private static func readID(_ text: String) throws -> String {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ValidationError("The ID is empty or has characters that no ID has.")
    }
    return text
  }
}
