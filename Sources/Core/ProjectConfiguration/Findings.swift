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
  private var secrets: Set<SourceSpan> = []
  private var comparisons = 100_000

  /// - Parameter identity: what tells the finding from others of its rule at its place, where the
  ///   detail says more than that, such as which of many resources it was noticed in.
  func report(_ diagnostic: Diagnostic, as identity: String? = nil) {
    let identity = Identity(
      code: diagnostic.code, span: diagnostic.span, detail: identity ?? diagnostic.detail)
    if known.insert(identity).inserted { diagnostics.append(diagnostic) }
  }

  /// The names that a finding may compare a mistyped one with. None once a load has compared a great
  /// many: where each of ten thousand resources has a mistake, they are looked at one by one anyway.
  func comparable(_ names: [String]) -> [String] {
    guard names.count <= comparisons else { return [] }
    comparisons -= names.count
    return names
  }

  func report(_ others: [Diagnostic]) {
    for diagnostic in others { report(diagnostic) }
  }

  /// Keeps a stretch of a file out of all that is told, by whatever finding.
  func conceal(_ secret: SourceSpan) { secrets.insert(secret) }

  /// What was found, without the secrets. A secret that a more telling rule has named is told once.
  var concealed: [Diagnostic] {
    if secrets.isEmpty { return diagnostics }
    let credentials = diagnostics.filter { $0.code == LiteralCredential.rule.code }
      .compactMap(\.span)
    let concealment = Concealment(Array(secrets))
    return diagnostics.filter { diagnostic in
      guard diagnostic.code == SecretText.rule.code, let span = diagnostic.span else { return true }
      return !credentials.contains {
        $0.file === span.file && $0.start < span.end && span.start < $0.end
      }
    }.map(concealment.conceal)
  }
}
