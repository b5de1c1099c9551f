import Diagnostics

/// What was found wrong so far, each thing once: a file that a thousand resources share is decoded
/// a thousand times, and its mistake is still one mistake.
///
/// A class because decoders of many kinds report into the same list within one load.
final class Findings {
  private struct Identity: Hashable {
    let code: String
    let span: SourceSpan?
    let detail: String
  }

  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Identity> = []

  func report(_ diagnostic: Diagnostic) {
    let identity = Identity(
      code: diagnostic.code, span: diagnostic.span, detail: diagnostic.detail)
    if known.insert(identity).inserted { diagnostics.append(diagnostic) }
  }

  func report(_ others: [Diagnostic]) {
    for diagnostic in others { report(diagnostic) }
  }
}
