/// A change of source text that takes a finding away. It is data: nothing is rewritten unless a
/// person asks for it (`asst fmt --fix`), and reports can carry it to an editor.
package struct Fix: Sendable, Equatable {
  /// What it does, as an instruction without a final stop: ``Write `number` ``.
  package let title: String
  /// All of them or none; they do not overlap.
  package let edits: [SourceEdit]
  /// Whether the edits write a secret of the file once more: they are done, and never shown.
  package let holdsSecret: Bool

  package init(_ title: String, _ edits: [SourceEdit], holdsSecret: Bool = false) {
    self.title = title
    self.edits = edits
    self.holdsSecret = holdsSecret
  }
}

/// The replacement of one stretch of a file; an empty span inserts, an empty text removes.
package struct SourceEdit: Sendable, Equatable {
  package let span: SourceSpan
  package let replacement: String
  /// Whether it adds to the end of a list, where others that do so may follow in their order.
  package let appends: Bool

  package init(replace span: SourceSpan, with replacement: String, appends: Bool = false) {
    self.span = span
    self.replacement = replacement
    self.appends = appends
  }
}
