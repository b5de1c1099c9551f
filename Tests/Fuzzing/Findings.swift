import Diagnostics

/// What holds for the findings about any input, and for the text that people see of them.
func checkFindings(_ diagnostics: [Diagnostic]) {
  for diagnostic in diagnostics {
    let words =
      [diagnostic.code, diagnostic.summary, diagnostic.detail]
      + [diagnostic.help].compactMap { $0 } + diagnostic.related.map(\.message)
    require(!words.contains(""), "\(diagnostic.code) has words")
    let spans = [diagnostic.span].compactMap { $0 } + diagnostic.related.map(\.span)
    for span in spans { checkPlace(span, of: diagnostic) }
    if let fix = diagnostic.fix { checkFix(fix, of: diagnostic) }
  }
  let text = DiagnosticRenderer.render(diagnostics).plain
  require(
    text.unicodeScalars.allSatisfy { $0 != "\t" && !TerminalSafety.isHostile($0) },
    "a rendered finding has nothing that a terminal obeys")
}

private func checkPlace(_ span: SourceSpan, of diagnostic: Diagnostic) {
  require(
    0 <= span.start && span.end <= span.file.text.count, "\(diagnostic.code) lies in its file")
  require(
    span.location.line >= 1 && span.location.column >= 1, "\(diagnostic.code) has a location")
}

private func checkFix(_ fix: Fix, of diagnostic: Diagnostic) {
  require(!fix.title.isEmpty && !fix.edits.isEmpty, "the fix of \(diagnostic.code) does something")
  let edits = fix.edits.sorted { $0.span.start < $1.span.start }
  for edit in edits { checkPlace(edit.span, of: diagnostic) }
  for (edit, next) in zip(edits, edits.dropFirst()) where edit.span.file === next.span.file {
    require(edit.span.end <= next.span.start, "edits of \(diagnostic.code) do not overlap")
  }
}
