import ArgumentParser
import Diagnostics
import ProjectConfiguration
import Providers
import ResourceModel

/// `asst fmt`: the project's YAML in canonical form.
struct FormatCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Put the YAML into its canonical form, and fix what can be fixed.",
    discussion: """
      Indentation, spacing, empty lines and the order of keys; comments, anchors, quotes and texts \
      stay, and so does the meaning. Formats the manifest, the files of resources, the YAML files \
      that they name and the front matter of Markdown files. Never changes JSON files or prompts.

      With --fix, findings of `asst validate` that have one certain repair are repaired first.

      With --check, nothing is written; exit status 1 when something would change. With `-` as the \
      path, formats standard input to standard output, for editors.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Only these files, and those in these folders; `-` for standard input.")
  var paths: [String] = []

  @Flag(help: "Write nothing; list what would change, and exit with 1 when there is something.")
  var check = false

  @Flag(help: "Repair what can be repaired without a guess.")
  var fix = false

  @Option(
    help: ArgumentHelp(
      "With `-`: the file of the project that the text is, which decides the order of its keys.",
      valueName: "path"))
  var stdinPath: String?

  func validate() throws {
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("`-` stands for standard input and takes no other path beside it.")
    }
    if paths == ["-"], fix {
      throw ValidationError("--fix reads the whole project and does not work on standard input.")
    }
    if stdinPath != nil, paths != ["-"] {
      throw ValidationError("--stdin-path belongs to `-`, which formats standard input.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = ProjectFormatting(
      folder: context.resolve(global.config), context: context,
      request: LoadedProject.request(global))
    if paths == ["-"] {
      let text = try project.format(StandardInput.readAll(), as: stdinPath)
      if !check { return context.console.printRaw(String(decoding: text.new, as: UTF8.self)) }
      if text.new != text.old { throw .silent(1) }
      return
    }
    let result = try project.format(paths, fixing: fix)
    try check ? result.list(in: context.console) : result.write(in: context.console)
  }
}
