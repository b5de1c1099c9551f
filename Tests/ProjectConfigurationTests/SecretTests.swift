import Diagnostics
import ProjectConfiguration
import TestSupport
import Testing

/// What looks like a key (ASST098) is found wherever it stands, and no output repeats it.
struct SecretTests {
  /// A text as keys are made of, the same in every run.
  static func random(
    _ count: Int,
    of alphabet: String = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  ) -> String {
    var generator = SeededGenerator(seed: UInt64(count))
    let characters = Array(alphabet)
    return "7" + String((1..<count).compactMap { _ in characters.randomElement(using: &generator) })
  }

  static func expectHidden(
    _ secrets: [String], in diagnostics: [Diagnostic],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let text = DiagnosticRenderer.render(diagnostics).plain
    for secret in secrets {
      #expect(!text.contains(secret.suffix(secret.count / 2)), sourceLocation: sourceLocation)
      #expect(!text.contains(secret.dropFirst(4).prefix(8)), sourceLocation: sourceLocation)
    }
  }

  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

  static let secrets = [
    "sk-" + random(48), "sk-proj-" + random(100), "sk-ant-api03-" + random(80),
    "AKIA" + random(16, of: upper), "ghp_" + random(36),
    "github_pat_" + random(22) + "_" + random(50),
    "glpat-" + random(20), "xoxb-123-456-" + random(24), "AIza" + random(35),
    "sk_live_" + random(24),
    "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYWRtaW4ifQ." + random(43), "hf_" + random(34),
    "hf_" + random(40).filter(\.isLetter),
  ]

  @Test(arguments: secrets)
  func keysAreFoundAnywhere(secret: String) {
    let manifest = MarkedProject.manifest + "x-note: ⟦098 \(secret)⟧ # (⟦098 \(secret)⟧)\n"
    let project = MarkedProject([
      "asst.yaml": manifest,
      "main.yaml": """
      assistants:
        a:
          model: m
          instructions: { file: p.md }
          description: { file: d.md, variables: { a: ⟦098 \(secret)⟧ } }
          metadata: { key: "a ⟦098 \(secret)⟧" }
          tools: [function: { file: f.json }]
      """,
      "p.md": "Send `⟦098 \(secret)⟧`, or ⟦098 \(secret)⟧.\nOr key=⟦098 \(secret)⟧\n",
      "d.md": "{{a}}",
      "f.json":
        "{\"name\": \"f\", \"description\": \"x\", \"parameters\": {\"type\": \"object\", \"$comment\": \"⟦098 \(secret)⟧\"}}",
      "own.md": "---\nmodel: m\n---\nThe key is ⟦098 \(secret)⟧\n",
      "readme.md": "None of ours: \(secret)\n",
    ])
    Self.expectHidden([secret], in: project.check().diagnostics)
  }

  @Test func privateKeysAndBearerTokens() {
    let token = Self.random(40)
    let lines = [Self.random(64), Self.random(63), Self.random(62)]
    let key = lines.map { "        \($0)\n" }.joined()
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            description: "Bearer ⟦098 \(token)⟧"
            instructions: |
              ⟦098 -----BEGIN EC PRIVATE KEY-----⟧
        \(key)      -----END EC PRIVATE KEY-----
          b:
            model: m
            name: "⟦098 -----BEGIN PRIVATE KEY-----⟧\\n\(lines[0])\\n-----END"
        """.replacing("        7", with: "      7"))
    Self.expectHidden([token] + lines, in: project.check().diagnostics)
  }

  @Test(arguments: [
    "sk-...", "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-your-key-here",
    "<API_KEY>",
    "sk-your-openai-api-key-goes-right-here-please-1", "sk-1234567890abcdef1234567890abcdef",
    "sk-some-long-class-name-of-a-style-sheet-4-you", "AKIAIOSFODNN7EXAMPLE",
    "AKIAAAAAAAAAAAAAAAAA",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_a1b2a1b2a1b2a1b2a1b2a1b2a1b2a1b2a1b2",
    "Bearer <token>", "Bearer ${env.TOKEN}",
    "Bearer authentication-with-a-long-word", "Bearer TokenFromTheAnswerOfTheLoginPage",
    "xoxb-your-token-goes-in-here-0",
    "task-force-and-desk-",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----",
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEv3Yz8mE0b6lRrMcp1xq0f2d9",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "asst_abc123",
    "file-9f86d081884c7d659a2f", "password: hunter2", "eyJ", "sk-", "AIza", "-----BEGIN ",
  ])
  func whatOnlyLooksLikeOne(text: String) {
    MarkedProject([
      "main.yaml": "assistants: { a: { model: m, instructions: { file: p.md } } }\n", "p.md": text,
    ]).check()
    MarkedProject([
      "main.yaml": "assistants: { a: { model: m, instructions: { file: p.md } } }\n",
      "p.md": "Write \(text), not \"\(text)\"\n",
    ]).check()
  }

  /// What other findings show of the same line, or quote, is hidden as well.
  @Test func otherFindingsHideIt() throws {
    let secret = "sk-proj-" + Self.random(48)
    let project = MarkedProject([
      "asst.yaml": MarkedProject.manifest + "variables: { key: ⟦098 \(secret)⟧ }\n",
      "main.yaml": """
      assistants:
        a: { model: m, ⟦041 apikey⟧: ⟦098 \(secret)⟧, ⟦041 key⟧: ⟦098 \(secret)⟧ }
        b: { model: m, temperature: ⟦034 ⟦098 \(secret)⟧⟧ }
        c: { model: m, temperature: ⟦034 "${var.key}"⟧ }
      """,
      "broken.yaml": "assistants: { d: { model: m, name: ⟦098 \(secret)⟧ } ⟦001 ]⟧\n",
    ])
    let loaded = project.load()
    #expect(loaded.diagnostics.count { $0.code == "ASST098" } == 5)
    #expect(loaded.diagnostics.count > 9)
    Self.expectHidden([secret], in: loaded.diagnostics)
    let text = DiagnosticRenderer.render(loaded.diagnostics).plain
    #expect(text.contains("apikey: sk-p…****, key: sk-p…****"))
  }

  /// Escapes of JSON and YAML are no part of what they stand before, or in.
  @Test func escapesHideNothing() {
    let secret = "sk-proj-" + Self.random(48)
    let lines = [Self.random(64), Self.random(63)]
    let project = MarkedProject([
      "main.yaml": "assistants: { a: { model: m, tools: [{ function: { file: f.json } }] } }\n",
      "f.json": #"{"name": "f", "description": "x\n⟦098 \#(secret)⟧\t⟦098 \#(secret)⟧", "#
        + #""parameters": {"type": "object", "$comment": "⟦098 -----BEGIN PRIVATE KEY-----⟧\r\n"#
        + #"\#(lines[0])\/\r\n\#(lines[1])\r\n-----END"}}"#,
    ])
    Self.expectHidden([secret] + lines, in: project.check().diagnostics)
  }

  /// The text that a repair writes is the file's, and is not for reports.
  @Test func repairsThatWriteOneAreMarked() throws {
    let secret = "sk-proj-" + Self.random(40)
    let found = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            tools:
              - function:
                  name: f
                  parameters:
                    type: object
                    properties:
                      \(secret): { type: string, required: true }
                      b: { type: str }
        """
    ).load().diagnostics
    let flag = try #require(found.first { $0.code == "ASST081" }?.fix)
    #expect(flag.holdsSecret)
    #expect(flag.edits.contains { $0.replacement.contains(secret) })
    #expect(found.first { $0.code == "ASST080" }?.fix?.holdsSecret == false)
  }

  @Test func eachRuleCanBeTurnedOff() {
    let secret = "sk-proj-" + Self.random(48)
    let codes = ["093", "094", "095", "096", "097", "098", "099", "101", "102"]
    let rules = codes.map { "ASST\($0): off" }.joined(separator: ", ")
    let text = String(repeating: "A line that comes again and again, with words.\n", count: 1)
    let block = (1...8).map { "\($0) \(text)" }.joined()
    let files = [
      "asst.yaml": MarkedProject.manifest.replacing("127.0.0.1:8787", with: "example.org")
        .replacing("http:", with: "https:").replacing("/v1\"", with: "/v1\", api_key: x"),
      "main.yaml": """
      assistants:
        a:
          model: m
          instructions: { file: p.md }
          metadata: { a: \(secret) }
          tools:
            - function: { name: f_a, parameters: { type: object, properties: { a: {} } } }
            - function: { name: f_b, description: "\(String(repeating: "a", count: 1100))" }
            - function: { name: f_c }
        b: { model: m, instructions: a/b.md }
      """,
      "p.md": "Call `f_a`, `f_b` and `f_d`.\n\(block)\n\(block)",
    ]
    let found = MarkedProject(files).load().diagnostics
    #expect(Set(found.map { String($0.code.dropFirst(4)) }) == Set(codes))
    #expect(
      found.first { $0.code == "ASST098" }?.help?.contains("rules: { ASST098: off }") == true)
    var quiet = files
    quiet["asst.yaml", default: ""] += "rules: { \(rules) }\n"
    #expect(MarkedProject(quiet).load().diagnostics == [])
  }
}
