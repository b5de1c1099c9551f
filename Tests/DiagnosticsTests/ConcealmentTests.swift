import Testing

@testable import Diagnostics

struct ConcealmentTests {
  private static let secret = "ghp_0123456789abcdefghijkl"
  private let file = SourceFile(path: "a.yaml", text: "one: \(secret) # \(secret)\ntwo: x\n")
  private var places: [SourceSpan] {
    [5, 5 + 26 + 3].map { SourceSpan(file: file, start: $0, end: $0 + 26) }
  }

  private func render(_ span: SourceSpan, detail: String = "Fine.") -> String {
    let diagnostic = Diagnostic("ASST001", "Wrong", detail: detail, at: span)
    return DiagnosticRenderer.render([Concealment(places).conceal(diagnostic)]).plain
  }

  @Test func excerptsAreMaskedAndUnderlined() {
    let text = render(places[0])
    #expect(text.contains("1 | one: ghp_…**** # ghp_…****\n  |      ^^^^^^^^^\n"))
  }

  @Test func partsOfASecretShowNothing() {
    let middle = SourceSpan(file: file, start: 9, end: 15)
    #expect(render(middle).contains("1 | one: ghp_…********"))
    #expect(!render(middle).contains("01234"))
    #expect(render(SourceSpan(file: file, start: 0, end: 12)).contains("one: ghp_…****"))
  }

  @Test func messagesAreMasked() {
    let other = SourceSpan(file: file, start: file.text.count - 2, end: file.text.count - 1)
    #expect(
      render(other, detail: "`\(Self.secret)` is no number.").contains("`****` is no number."))
    #expect(render(other, detail: "`\(Self.secret.prefix(15))…` is.").contains("`****…` is."))
    #expect(render(other, detail: "`ghp_012` is.").contains("`ghp_012` is."))
  }

  @Test func shortSecretsAreHiddenWhole() {
    #expect(Concealment.mask("hunter2") == "****")
    #expect(Concealment.mask(Self.secret) == "ghp_…****")
  }
}
