/// How a plan is shown.
package struct PlanRenderingOptions: Sendable, Equatable {
  /// Unchanged lines around each change of a text.
  package var contextLines = 3
  /// Whole texts instead of the stretches around changes, and of counts for new ones.
  package var showsFullText = false
  /// The terminal's columns; nil where nothing is known, as in a pipe. Nothing is cut there.
  package var width: Int?

  /// Whether words that differ are shown in `[-marks-]`, as they are without colour; lines are laid out
  /// for them.
  package var marksWords = true

  /// Only what somebody did outside is shown.
  package var showsOnlyDrift = false

  package init(contextLines: Int = 3, showsFullText: Bool = false, width: Int? = nil) {
    self.contextLines = contextLines
    self.showsFullText = showsFullText
    self.width = width
  }
}
