import ArgumentParser
import ConfigurationReference
import Diagnostics
import Providers
import ResourceModel

/// `asst schema`: JSON Schemas for editors.
struct SchemaCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schemas that editors check and complete with.",
    discussion: """
      With a NAME the schema is printed; without one, what there is. --write puts all of them into \
      \(EditorSchema.folder)/ of the configuration folder, as `asst init` does: commit them, and \
      write them anew after an update of asst.

      An editor with yaml-language-server (the YAML extension of VS Code) finds the schema by a \
      comment at the top of a file:

        \(EditorSchema.manifest.modeline)
        \(EditorSchema.resources.modeline)
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "manifest, resources or front-matter.")
  var name: EditorSchema?

  @Flag(help: "Write all schemas into the configuration folder.")
  var write = false

  @Option(help: ArgumentHelp("Write all schemas into this folder.", valueName: "dir"))
  var out: String?

  func validate() throws {
    if write, out != nil { throw ValidationError("--write and --out exclude each other.") }
    if name != nil, write || out != nil {
      throw ValidationError("A NAME prints one schema; --write and --out write all of them.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    if let name {
      context.console.printRaw(name.projectText)
    } else if write || out != nil {
      let folder = out ?? ProjectFile.joined(global.config, EditorSchema.folder)
      for schema in EditorSchema.allCases {
        let shown = ProjectFile.joined(folder, schema.fileName)
        try ProjectFile.write(schema.projectText, to: context.resolve(shown), shown: shown)
        context.console.note("Wrote \(shown)")
      }
    } else {
      context.console.print(Self.list)
    }
  }

  private static var list: StyledText {
    var text = StyledText()
    let width = EditorSchema.allCases.map(\.rawValue.count).max() ?? 0
    for schema in EditorSchema.allCases {
      let padding = String(repeating: " ", count: width - schema.rawValue.count + 2)
      text.append(schema.rawValue, .strong)
      text.line("\(padding)\(schema.summary)")
    }
    text.line()
    text.line("asst schema NAME       prints one of them")
    text.line("asst schema --write    writes all of them to \(EditorSchema.folder)/, for editors")
    return text
  }
}

extension EditorSchema: ExpressibleByArgument {}

extension EditorSchema {
  /// The schema for the kinds and providers of this version.
  var projectText: String { text(catalogue: .standard, providers: ProviderRegistry.names) }
}
