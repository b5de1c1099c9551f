import Diagnostics
import ProjectConfiguration
import Testing

/// What a generator gets wrong, it gets wrong everywhere: the time follows the number of mistakes.
struct LargeProjectTests {
  @Test(.timeLimit(.minutes(1)))
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
}
