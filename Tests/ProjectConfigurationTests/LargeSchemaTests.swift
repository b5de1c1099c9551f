import Diagnostics
import ProjectConfiguration
import Testing

/// Schemas in which everything is wrong: told about in the time that reading them takes.
struct LargeSchemaTests {
  private func findings(_ parameters: String) -> [Diagnostic] {
    MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            tools:
              - function:
                  name: f
                  parameters: { type: object, \(parameters) }
        """
    ).load().withoutAdvice
  }

  private func many(_ member: (Int) -> String) -> String {
    (0..<1_200).map(member).joined(separator: ",\n                ")
  }

  @Test(.timeLimit(.minutes(10))) func everythingIsWrong() {
    let flags = many { "p\($0): { type: str, required: true, frobnicate: 1 }" }
    #expect(findings("properties: { \(flags) }").count == 3_600)
    let names = many { "name\($0)" }
    let properties = many { "nome\($0): true" }
    #expect(findings("properties: { \(properties) }, required: [\(names)]").count == 1_200)
    let references = many { "p\($0): { $ref: \"#/$defs/none\($0)\" }" }
    let definitions = many { "nine\($0): true" }
    #expect(findings("properties: { \(references) }, $defs: { \(definitions) }").count == 1_200)
    #expect(findings("enum: [\(many { _ in "{ a: 1 }" })]").contains { $0.code == "ASST083" })
    #expect(findings(many { "keyword\($0): \($0)" }).count == 1_200)
  }
}
