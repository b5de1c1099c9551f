import Diagnostics
import ProjectConfiguration
import Testing

/// What a generator gets wrong, it gets wrong everywhere: the time follows the number of mistakes.
struct LargeProjectTests {
  @Test(.timeLimit(.minutes(10)))
  func everyResourceHasAMistake() {
    let count = 3_000
    var text = "assistants:\n"
    for index in 0..<count {
      text += """
          a\(index): { model: m, tools: [{ type: file_search, vector_stores: [stores-\(index)] }] }

        """
    }
    text += "vector_stores:\n"
    for index in 0..<count { text += "  store-\(index): { name: n }\n" }
    let loaded = MarkedProject(resources: text).load()
    #expect(loaded.diagnostics.count == count)
    #expect(loaded.diagnostics.first?.help?.contains("Did you mean `store-0`?") == true)
    #expect(DiagnosticRenderer.render(loaded.diagnostics).plain.contains("error[ASST040]"))
  }

  /// Without a limit, this chain would be longer than the stack.
  @Test(.timeLimit(.minutes(10)))
  func variablesThatNeedVeryManyOthers() {
    var manifest = MarkedProject.manifest + "variables:\n"
    for index in 0..<20_000 { manifest += "  a\(index): ${var.a\(index + 1)}\n" }
    let loaded = MarkedProject(manifest: manifest + "  a20000: end\n").load()
    #expect(loaded.configuration == nil)
    #expect(Set(loaded.diagnostics.map(\.code)) == ["ASST062"])
    #expect(
      loaded.diagnostics.first?.detail.hasPrefix("`a0` needs `a1` needs `a2` and so on") == true)
    for diagnostic in loaded.diagnostics { #expect(diagnostic.unevenWords == []) }
  }
}
