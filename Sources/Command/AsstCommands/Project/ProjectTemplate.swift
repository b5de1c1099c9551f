import ConfigurationReference
import YAMLSyntax

/// The files of a new project: small enough to read in a minute, complete enough to apply.
struct ProjectTemplate {
  let project: String

  var files: [(path: String, text: String)] {
    [
      ("asst.yaml", manifest), ("assistant.yaml", resources), ("prompts/assistant.md", prompt),
      (".gitignore", ignored),
    ]
  }

  /// Files that asst alone writes, and may write again.
  static var schemas: [(path: String, text: String)] {
    EditorSchema.allCases.map { ("\(EditorSchema.folder)/\($0.fileName)", $0.projectText) }
  }

  /// Whether YAML reads the name as text without quotes: `2026` and `true` need them.
  private var isPlain: Bool {
    !project.hasPrefix("-") && YAMLScalar(text: project, style: .plain).value == .string(project)
  }

  private var manifest: String {
    """
    \(EditorSchema.manifest.modeline)
    project: \(isPlain ? project : "\"\(project)\"")

    # Where to apply to. The local target is the emulator that comes with asst: run `asst-emulator`.
    targets:
      local:
        provider: assistants-v2
        base_url: http://127.0.0.1:8787/v1
        api_key: ${env.ASST_API_KEY:-emulator}

      # production:
      #   provider: assistants-v2
      #   base_url: https://assistants.example.org/v1
      #   api_key: ${env.OPENAI_API_KEY}

    default_target: local

    variables:
      model: gpt-4o

    # What applications read: `asst output` prints it, and the lock file holds it.
    outputs:
      OPENAI_ASSISTANT_ID: assistants.assistant.id

    """
  }

  private var resources: String {
    """
    \(EditorSchema.resources.modeline)
    assistants:
      assistant:
        name: My assistant
        model: ${var.model}
        instructions: { file: prompts/assistant.md }
        tools:
          - function:
              name: get_weather
              description: Get the current weather of a city
              parameters:
                type: object
                properties:
                  city: { type: string, description: "The city, such as Lisbon" }
                required: [city]
          - type: code_interpreter
        temperature: 0.2

    """
  }

  private var prompt: String {
    """
    You are a helpful assistant.

    ## Guidelines

    - Be concise.
    - Use get_weather when somebody asks about the weather.
    - Say so when you do not know.

    """
  }

  private var ignored: String {
    """
    # The local emulator forgets; its IDs mean nothing to anybody else. Commit all other lock files.
    asst.local.lock.json
    .asst/

    """
  }
}
