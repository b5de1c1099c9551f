import ArgumentParser
import ConfigurationReference
import Diagnostics
import PlanRendering
import Providers
import ResourceModel

/// `asst schema`: JSON Schemas for editors.
struct SchemaCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schemas of files and of what programs are told.",
    discussion: """
      With a NAME the schema is printed; without one, what there is. --write puts those of files into \
      \(EditorSchema.folder)/ of the configuration folder, as `asst init` does: commit them, and \
      write them anew after an update of asst.

      An editor with yaml-language-server (the YAML extension of VS Code) finds the schema by a \
      comment at the top of a file:

        \(EditorSchema.manifest.modeline)
        \(EditorSchema.resources.modeline)

      The schemas of what asst prints for programs are only printed.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "manifest, resources or front-matter; plan or events.")
  var name: SchemaName?

  @Flag(help: "Write the schemas of files into the configuration folder.")
  var write = false

  @Option(help: ArgumentHelp("Write the schemas of files into this folder.", valueName: "dir"))
  var out: String?

  func validate() throws {
    if write, out != nil { throw ValidationError("--write and --out exclude each other.") }
    if name != nil, write || out != nil {
      throw ValidationError("A NAME prints one schema; --write and --out write all of them.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    if let name {
      context.console.printRaw(name.text)
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
    let width = SchemaName.allCases.map(\.name.count).max() ?? 0
    for schema in SchemaName.allCases {
      let padding = String(repeating: " ", count: width - schema.name.count + 2)
      text.append(schema.name, .strong)
      text.line("\(padding)\(schema.summary)")
    }
    text.line()
    text.line("asst schema NAME       prints one of them")
    text.line(
      "asst schema --write    writes those of files to \(EditorSchema.folder)/, for editors")
    return text
  }
}

/// Everything that has a schema.
enum SchemaName: Sendable, CaseIterable, ExpressibleByArgument {
  case file(EditorSchema)
  case document(DocumentSchema)

  static var allCases: [SchemaName] {
    EditorSchema.allCases.map(SchemaName.file) + DocumentSchema.allCases.map(SchemaName.document)
  }

  static var allValueStrings: [String] { allCases.map(\.name) }

  init?(argument: String) {
    guard let schema = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = schema
  }

  var name: String {
    switch self {
    case .file(let schema): schema.rawValue
    case .document(let schema): schema.rawValue
    }
  }

  var summary: String {
    switch self {
    case .file(let schema): schema.summary
    case .document(let schema): schema.summary
    }
  }

  /// For the kinds and providers of this version.
  var text: String {
    switch self {
    case .file(let schema): schema.projectText
    case .document(let schema): schema.text
    }
  }
}

extension EditorSchema {
  /// The schema for the kinds and providers of this version.
  var projectText: String { text(catalogue: .standard, providers: ProviderRegistry.names) }
}
