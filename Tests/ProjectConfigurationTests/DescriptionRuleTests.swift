import Diagnostics
import ProjectConfiguration
import Testing

struct DescriptionRuleTests {
  private func tools(_ yaml: String) -> MarkedProject {
    MarkedProject(resources: "assistants:\n  a:\n    model: m\n    tools:\n" + yaml + "\n")
  }

  @Test func descriptionsOfFunctions() {
    tools(
      """
            - function: { name: ⟦095 a⟧ }
            - function: { name: b, description: ⟦095 ""⟧ }
            - function: { name: c, description: ⟦095 null⟧ }
            - function: { name: d, description: d }
            - function: { name: e, description: ⟦034 3⟧ }
            - function: { name: f, description: { file: ⟦053 f.md⟧ } }
      """
    ).check()
  }

  @Test func descriptionsOfParameters() throws {
    let project = tools(
      """
            - function:
                name: a
                description: x
                parameters:
                  type: object
                  properties:
                    told: { type: string, description: x }
                    ⟦102 plain⟧: { type: string }
                    listed: { enum: [a, b] }
                    named: { $ref: "#/$defs/x" }
                    second: { type: integer }
                  $defs: { x: { type: string } }
            - function: { name: b, description: x, parameters: { type: object } }
      """)
    let finding = try #require(project.check().diagnostics.first)
    #expect(finding.severity == .hint)
    #expect(finding.detail.contains("`plain`, `second` of `a`"))
  }

  @Test func parametersInAFileAreToldAtTheName() {
    MarkedProject([
      "main.yaml": "assistants: { a: { model: m, tools: [function: { file: t/f.yaml }] } }\n",
      "t/f.yaml": "name: ⟦102 f⟧\ndescription: x\nparameters: { file: p.yaml }\n",
      "t/p.yaml": "type: object\nproperties: { a: {} }\n",
    ]).check()
  }

  @Test func longDescription() {
    let long = String(repeating: "ä", count: 1025)
    tools("      - function: { name: a, description: ⟦096 \(long)⟧ }").check()
    tools("      - function: { name: a, description: \(long.dropLast()) }").check()
  }
}
