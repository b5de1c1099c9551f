import ArgumentParser
import OrderedCollections

/// The flags that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The target to work on.",
      discussion: "One of `targets:` in the manifest; `default_target` when left out."))
  var target: String?

  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration folder. (default: \(GlobalOptions.usualFolder))", valueName: "dir"))
  var givenConfig: String?

  static let usualFolder = "assistants"

  @Option(
    name: .customLong("var"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a variable of the configuration; may be repeated.", valueName: "name=value"),
    transform: VariableArgument.init)
  var variables: [VariableArgument] = []

  @Flag(help: "No colours. NO_COLOR in the environment means the same.")
  var noColor = false

  @Flag(help: "Log each request: method, path, status, time, bytes and request ID. Never a key.")
  var verbose = false

  @Flag(help: "Only data and errors.")
  var quiet = false

  func validate() throws {
    if verbose, quiet { throw ValidationError("--verbose and --quiet exclude each other.") }
  }
}

extension GlobalOptions {
  /// The configuration folder, as it was typed.
  var config: String { givenConfig ?? Self.usualFolder }

  /// What `--var` set; the last one counts.
  var variableValues: OrderedDictionary<String, String> {
    OrderedDictionary(variables.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}

/// `NAME=VALUE`
struct VariableArgument: Sendable {
  let name: String
  let value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  init(_ text: String) throws {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ValidationError("--var takes NAME=VALUE, and got `\(text)`.")
    }
    name = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }
}
