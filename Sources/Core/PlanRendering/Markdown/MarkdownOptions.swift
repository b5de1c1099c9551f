import Diagnostics

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
  package let command: String

  /// One that is too long to be said again and again is cut down to what it does.
  package init(command: String) {
    let shown = TerminalSafety.visibleOnOneLine(command)
    self.command = shown.utf8.count <= Self.longestCommand ? shown : "asst plan"
  }

  private static let longestCommand = 120

  /// The command as a code span.
  var shownCommand: String { MarkdownText.code(command, columns: Self.longestCommand) }
}
