/// A change of source text that takes a finding away. It is data: nothing is rewritten unless a
/// person asks for it (`asst fmt --fix`), and reports can carry it to an editor.
package struct Fix: Sendable, Equatable {
  /// What it does, as an instruction without a final stop: ``Write `number` ``.
  package let title: String
  /// All of them or none; they do not overlap.
  package let edits: [SourceEdit]

  package init(_ title: String, _ edits: [SourceEdit]) {
    self.title = title
    self.edits = edits
  }
}

/// The replacement of one stretch of a file; an empty span inserts, an empty text removes.
package struct SourceEdit: Sendable, Equatable {
  package let span: SourceSpan
  package let replacement: String

  package init(replace span: SourceSpan, with replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}
