import ArgumentParser
import Diagnostics
import FoundationEssentials
import ResourceModel

/// `asst init`: a project that plans and applies as it is.
struct InitCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a project that plans and applies as it is.",
    discussion: """
      Writes a manifest with a local target (asst-emulator), one assistant with its prompt in a file \
      of its own, schemas for editors, and a .gitignore. Nothing that exists is overwritten.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("The project's name; the working directory's when left out."))
  var project: String?

  func validate() throws {
    if let project, !Grammar.isName(project) {
      throw ValidationError(
        "--project takes 1 to 40 lower-case letters, digits and hyphens, and got `\(project)`.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let folder = context.resolve(global.config)
    let own = ProjectTemplate(
      project: project ?? Self.projectName(FileManager.default.currentDirectoryPath)
    ).files
    let existing = own.map(\.path).filter {
      FileManager.default.fileExists(atPath: ProjectFile.joined(folder, $0))
    }.map { ProjectFile.joined(global.config, $0) }
    guard existing.isEmpty else {
      throw CommandFailure([
        Diagnostic(
          "ASST310", "There is a project already",
          detail: "Nothing was written, because these exist: \(existing.joined(separator: ", ")).",
          help: "Use another folder with `--config`, or plan what is there with `asst plan`.",
          at: nil)
      ])
    }
    var text = StyledText()
    for file in own + ProjectTemplate.schemas {
      let shown = ProjectFile.joined(global.config, file.path)
      try ProjectFile.write(file.text, to: ProjectFile.joined(folder, file.path), shown: shown)
      text.line("  + \(shown)", .added)
    }
    text.line()
    text.line("Next, in another terminal:   asst-emulator")
    let flag = global.config == "assistants" ? "" : " --config \(global.config)"
    text.line("then here:                   asst plan\(flag)")
    context.console.note(text)
  }

  /// The last part of a path as a project's name: what the grammar does not know becomes a hyphen.
  private static func projectName(_ path: String) -> String {
    let last = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let letters = last.map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    let name = String(letters.drop { $0 == "-" }.prefix(40))
    return Grammar.isName(name) ? name : "my-assistants"
  }
}
