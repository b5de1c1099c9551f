import Diagnostics
import Testing

struct FoldingTests {
  private func many(_ count: Int, _ severity: Diagnostic.Severity, _ code: String) -> [Diagnostic] {
    (0..<count).map { Diagnostic(code, severity, "A summary", detail: "Detail \($0).", at: nil) }
  }

  @Test func errorsAreNeverFolded() {
    let errors = many(500, .error, "ASST041")
    let folding = DiagnosticFolding(errors)
    #expect(folding.shown.count == 500)
    #expect(folding.rest.isEmpty)
  }

  @Test func adviceIsFoldedByRule() {
    let findings =
      many(6, .hint, "ASST102") + many(5, .hint, "ASST094") + many(22, .warning, "ASST095")
    let folding = DiagnosticFolding(findings)
    #expect(folding.shown.count == 5 + 5 + 20)
    #expect(folding.shown.first { $0.code == "ASST102" }?.detail == "Detail 0.")
    #expect(
      folding.rest == [
        .init(code: "ASST095", severity: .warning, count: 2),
        .init(code: "ASST102", severity: .hint, count: 1),
      ])
    let text = DiagnosticRenderer.renderFolded(findings).plain
    #expect(
      text.hasSuffix(
        """
        … and 2 more warnings ASST095; `asst validate --format json` has them all.
        … and 1 more hint ASST102; `asst validate --format json` has them all.


        """))
  }
}
