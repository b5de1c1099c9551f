import Diagnostics

/// A line that GitHub's runner obeys: `::error file=a.yaml,line=3::It is wrong.`
///
/// The runner reads commands from everything that a step prints, so text of others must neither end
/// a value nor start a line of its own.
package struct WorkflowCommand {
  let name: String
  let properties: [(name: String, value: String)]
  let message: String

  /// Without a line break.
  var line: String {
    let list = properties.map { "\($0.name)=\(Self.escapedProperty($0.value))" }
      .joined(separator: ",")
    return "::\(name)\(list.isEmpty ? "" : " \(list)")::\(Self.escapedData(message))"
  }

  /// One line of log that cannot be taken for a command: `::` counts at the start of a line, and the
  /// older form `##[` anywhere in it.
  package static func inert(_ text: String) -> String {
    let line = TerminalSafety.visibleOnOneLine(text).unicodeScalars
      .replacing("##[".unicodeScalars, with: "## [".unicodeScalars)
    let isCommand = line.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars)
    return (isCommand ? "- " : "") + String(line)
  }

  /// What stands behind the second `::`.
  private static func escapedData(_ text: String) -> String {
    escaped(text) { _ in false }
  }

  /// What stands behind `name=`, where commas and colons separate.
  private static func escapedProperty(_ text: String) -> String {
    escaped(text) { $0 == ":" || $0 == "," }
  }

  /// Scalar by scalar: a comma with a combining mark is another character for Swift, and still a
  /// comma for the runner.
  private static func escaped(
    _ text: String, separates: (Unicode.Scalar) -> Bool
  ) -> String {
    var result = ""
    for scalar in TerminalSafety.visible(text).unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || separates(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += scalar.value < 0x10 ? "%0\(digits)" : "%\(digits)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
