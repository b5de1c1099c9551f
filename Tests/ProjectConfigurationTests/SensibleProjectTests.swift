import Diagnostics
import ProjectConfiguration
import Testing

/// What is right is left in peace: a warning that is wrong teaches people to read none.
struct SensibleProjectTests {
  private func expectPeace(
    _ files: [String: String], sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = MarkedProject(files).load().diagnostics.filter { $0.severity != .hint }
    #expect(
      found.isEmpty, "\(DiagnosticRenderer.render(found).plain)", sourceLocation: sourceLocation)
  }

  private func files(_ schema: String, strict: Bool) -> [String: String] {
    [
      "main.yaml": """
      assistants:
        a:
          model: m
          tools:
            - function:
                name: f
                description: Does what it is for
                strict: \(strict)
                parameters: { file: f.json }
      """,
      "f.json": schema,
    ]
  }

  @Test(
    arguments: SensibleReferences.all + SensibleAlternatives.all + SensibleObjects.all
      + SensibleValues.all)
  func parameters(schema: String) { expectPeace(files(schema, strict: false)) }

  @Test(arguments: SensibleStrictSchemas.all)
  func strictParameters(schema: String) { expectPeace(files(schema, strict: true)) }

  @Test(arguments: SensiblePrompt.all)
  func prompts(prompt: SensiblePrompt) {
    let tools = prompt.functions.map {
      "{ function: { name: \($0), description: d, parameters: { type: object } } }"
    }.joined(separator: ", ")
    expectPeace([
      "main.yaml":
        "assistants: { a: { model: m, instructions: { file: p.md }, tools: [\(tools)] } }\n",
      "p.md": prompt.text,
    ])
  }
}
