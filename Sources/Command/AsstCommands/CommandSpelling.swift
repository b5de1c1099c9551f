package import ArgumentParser
import Diagnostics

/// Recognises a command that does not exist, which the argument parser would only call unexpected.
package enum CommandSpelling {
  /// The error for the first word that stands where a command is due and is none; nil when the
  /// arguments name commands alone as far as there are some to name.
  package static func problem(
    in arguments: ArraySlice<String>, of root: any ParsableCommand.Type
  ) -> ValidationError? {
    let subcommands: [(name: String?, isShown: Bool, type: any ParsableCommand.Type)] =
      root.configuration.subcommands.map { type in
        let configuration = type.configuration
        return (configuration.commandName, configuration.shouldDisplay, type)
      }
    guard !subcommands.isEmpty, let word = arguments.first, !word.hasPrefix("-") else { return nil }
    if word == "help" { return problem(in: arguments.dropFirst(), of: root) }
    if let command = subcommands.first(where: { $0.name == word }) {
      return problem(in: arguments.dropFirst(), of: command.type)
    }
    let known = subcommands.filter(\.isShown).compactMap(\.name)
    let safe = TerminalSafety.visibleOnOneLine(word)
    if let nearest = Suggestion.nearest(to: word, in: known) {
      return ValidationError("There is no command '\(safe)'. Did you mean '\(nearest)'?")
    }
    return ValidationError(
      "There is no command '\(safe)'. The commands are \(known.joined(separator: ", ")).")
  }
}
