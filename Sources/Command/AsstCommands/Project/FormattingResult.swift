import Diagnostics
import ProjectConfiguration

/// What formatting a project comes to, before anything is written.
struct FormattingResult {
  let folder: String
  /// How many files were looked at.
  let count: Int
  /// Paths that a person named and that are no YAML of the project.
  let foreignPaths: [String]
  var fixes: [ConfigurationRepair.Applied] = []
  /// What a load still finds after the fixes; nil when nothing was to be fixed.
  var remaining: [Diagnostic]?
  var changed: [FormattedFile] = []
  /// Why files were left alone.
  var diagnostics: [Diagnostic] = []

  /// Writes the files and says which; one that cannot be written does not keep the others.
  func write(in console: Console) throws(CommandFailure) {
    var failures = diagnostics
    var written: [FormattedFile] = []
    for file in changed {
      do throws(CommandFailure) {
        try file.write(in: folder)
        written.append(file)
      } catch {
        failures += error.diagnostics
      }
    }
    var text = StyledText()
    for fix in fixes where written.contains(where: { $0.name == fix.location.path }) {
      line("fixed", "\(fix.location)  \(fix.title)", into: &text)
    }
    for file in written { line("formatted", file.name, into: &text) }
    console.print(text)
    noteForeignPaths(console)
    noteRemaining(console)
    let unchanged = count - changed.count
    if count > 0 {
      console.note(
        "\(Self.files(written.count)) changed, \(unchanged) already in canonical form or left alone."
      )
    }
    if !failures.isEmpty { throw CommandFailure(failures) }
  }

  /// Says what would be done.
  func list(in console: Console) throws(CommandFailure) {
    var text = StyledText()
    for fix in fixes { line("fixable", "\(fix.location)  \(fix.title)", into: &text) }
    for file in changed { line("unformatted", file.name, into: &text) }
    console.print(text)
    noteForeignPaths(console)
    noteRemaining(console)
    // What could not be read is in no form at all.
    if changed.isEmpty, !diagnostics.isEmpty { throw CommandFailure(diagnostics) }
    if changed.isEmpty {
      console.note("\(Self.files(count)) in canonical form.")
    } else {
      console.note(
        "\(changed.count) of \(Self.files(count)) would change; `asst fmt\(fixes.isEmpty ? "" : " --fix")` "
          + "does it.")
    }
    if !diagnostics.isEmpty { throw CommandFailure(diagnostics) }
    if !changed.isEmpty { throw .silent(1) }
  }

  private func line(_ word: String, _ rest: String, into text: inout StyledText) {
    text.append("\(word)  ", .strong)
    text.line(TerminalSafety.visibleOnOneLine(rest))
  }

  private func noteForeignPaths(_ console: Console) {
    for path in foreignPaths {
      console.note(
        "\(TerminalSafety.visibleOnOneLine(path)) holds no YAML of this project and was left alone."
      )
    }
  }

  private func noteRemaining(_ console: Console) {
    guard let remaining, let summary = DiagnosticRenderer.summary(of: remaining) else { return }
    console.note("\(summary) left; `asst validate` shows \(remaining.count == 1 ? "it" : "them").")
  }

  private static func files(_ count: Int) -> String { "\(count) file\(count == 1 ? "" : "s")" }
}

extension FormattedFile {
  /// As messages name it.
  fileprivate var name: String { original.file.path }
}
