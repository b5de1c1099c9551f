import Diagnostics
import ResourceModel

/// How much room a plan has in Markdown, and how the reader gets at the rest.
package struct MarkdownOptions: Sendable, Equatable {
  /// Below this not even the counts of what is deleted had room for certain, in bytes.
  package static let smallestSize = 3_000

  /// What a description of a pull request, the narrowest place on GitHub, takes; in bytes.
  ///
  /// GitHub says "maximum is 65536 characters" and counts code points there, while comments have been
  /// seen to hold 262,144 bytes and step summaries hold 1 MiB. A text of so many bytes of UTF-8 has no
  /// more code points and no more UTF-16 units than that, so it fits by every way of counting.
  package static let usualSize = 65_536

  /// The whole text is never longer, in bytes of UTF-8.
  package var size = MarkdownOptions.usualSize
  /// Words of a shell that show this plan in a terminal, as `asst plan --target production`.
  let command: String
  /// The same without a selection of resources; nil where it is too long.
  private let base: String?

  /// `command` is the command and its options, each with its value; `selection` are those that name
  /// resources to look at. What is too long to be said again and again ends with `…` instead.
  package init(command: [String], selection: [String] = []) {
    var parts = (command + selection).map(TerminalSafety.visibleOnOneLine)
    let whole = parts.joined(separator: " ")
    let base = command.map(TerminalSafety.visibleOnOneLine).joined(separator: " ")
    self.base = base.utf8.count <= Self.longestCommand ? base : nil
    guard whole.utf8.count > Self.longestCommand else {
      self.command = whole
      return
    }
    while parts.count > 1, parts.joined(separator: " ").utf8.count + 4 > Self.longestCommand {
      parts.removeLast()
    }
    self.command = parts.joined(separator: " ") + " …"
  }

  private static let longestCommand = 200

  /// The command as a code span.
  var shownCommand: String { MarkdownText.code(command, columns: Self.longestCommand) }

  /// The command that shows some resources of this plan and no others; nil where it is too long.
  func command(showing addresses: [Address]) -> String? {
    base.map { base in
      addresses.reduce(base) { "\($0) --only \(MarkdownText.plainName($1.description))" }
    }
  }
}
