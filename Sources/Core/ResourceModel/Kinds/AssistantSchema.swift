extension ResourceSchema {
  /// An assistant, with every field that the Assistants v2 protocol has.
  package static let assistant = ResourceSchema(
    kind: ResourceKind("assistant"), collection: "assistants", markerAttribute: "metadata",
    frontMatterBody: "instructions",
    summary: "A model with instructions, tools and the knowledge that it may use.",
    attributes: [
      AttributeSchema(
        "n",
        FieldSchema(
          "name", .string(StringLimits(maximum: 256)), defaults: [.null],
          example: "Customer Support Assistant",
          "The name that dashboards show.")),
      AttributeSchema(
        "d",
        FieldSchema(
          "description", .string(StringLimits(maximum: 512)), defaults: [.null],
          example: "Answers customers of the shop",
          "What the assistant is for.")),
      AttributeSchema(
        "o",
        FieldSchema(
          "model", .string(StringLimits(minimum: 1)), required: true, example: "gpt-4o",
          "The model's ID, or the name of a deployment.")),
      AttributeSchema(
        "i",
        FieldSchema(
          "instructions", .string(StringLimits(maximum: 256_000, isProse: true)), defaults: [.null],
          example: "{ file: prompts/support.md }",
          aliases: [
            "prompt", "system", "system_prompt", "systemPrompt", "system_message", "systemMessage",
            "system_instruction", "system_instructions", "systemInstruction",
          ],
          "The system prompt; `{ file: prompts/support.md }` keeps it in a file of its own.")),
      AttributeSchema(
        "t",
        FieldSchema(
          "tools", .list(of: .variants(.tools), maximum: 128), defaults: [[]],
          example: """
            - type: code_interpreter
            - function: { file: tools/get_weather.yaml }
            """,
          aliases: ["functions"],
          "What the model may call, in the order in which it is told.")),
      AttributeSchema(
        "v",
        FieldSchema(
          "file_search.vector_stores", .references(collection: "vector_stores", maximum: 1),
          defaults: [[]], example: "[product_manuals]", "The vector store that file search reads."),
        lifted: true),
      AttributeSchema(
        "f",
        FieldSchema(
          "code_interpreter.files",
          .files(FileListShape(maximum: 20, types: .codeInterpreter)), defaults: [[]],
          example: "[data/catalog.csv]",
          "The files that code interpreter can open."),
        lifted: true),
      AttributeSchema(
        "p",
        FieldSchema(
          "temperature", .number(0...2), defaults: [1], example: "0.2",
          "How freely the model chooses: 0 is the most focused.")),
      AttributeSchema(
        "q",
        FieldSchema(
          "top_p", .number(0...1), defaults: [1], example: "0.9",
          "Nucleus sampling: only the likeliest words that make up this share.")),
      AttributeSchema(
        "r",
        FieldSchema(
          "response_format", .responseFormat, defaults: ["auto"],
          example: "{ type: json_object }",
          aliases: ["output_schema", "text_format", "output_format"],
          "Free text, JSON, or JSON that follows a schema.")),
      AttributeSchema(
        "e",
        FieldSchema(
          "reasoning_effort",
          .enumeration(["none", "minimal", "low", "medium", "high", "xhigh", "max"]),
          defaults: [.null], example: "low", "How long a reasoning model may think.")),
      .metadata,
    ])
}

extension VariantShape {
  static let tools = VariantShape(
    by: "type",
    [
      Variant(
        "function",
        ObjectShape([
          FieldSchema(
            "function", .object(.function), required: true,
            example: """
              name: get_weather
              description: Get the current weather of a city
              parameters:
                type: object
                properties:
                  city: { type: string, description: The city }
                required: [city]
              """,
            "The function.")
        ]),
        impliedBy: "function", identity: ["function", "name"],
        summary: "A function of the application, called with JSON arguments."),
      Variant(
        "code_interpreter", ObjectShape([]),
        liftedFields: [LiftedField("files", to: "code_interpreter.files")],
        summary: "Runs Python in a sandbox."),
      Variant(
        "file_search",
        ObjectShape([
          FieldSchema(
            "max_num_results", .integer(1...50), example: "8",
            "How many results the model sees at the most."),
          FieldSchema(
            "ranking_options", .object(.rankingOptions), defaults: [[:]],
            "How results are ranked and which are dropped."),
        ]),
        liftedFields: [LiftedField("vector_stores", to: "file_search.vector_stores")],
        earlierNames: ["retrieval"],
        summary: "Searches the bound vector store."),
    ])
}

extension ObjectShape {
  static let function = ObjectShape(
    [
      FieldSchema(
        "name", .string(StringLimits(maximum: 64, minimum: 1, pattern: .functionName)),
        required: true, example: "get_weather", "The name that the model calls."),
      // The description of the protocol gives no limit. OpenAI's own hosts and Azure OpenAI answer a
      // longer one with 400 `string_above_max_length`, "expected a string with maximum length 1024".
      FieldSchema(
        "description", .string(StringLimits(advisedMaximum: 1024)), defaults: [.null],
        example: "Get the current weather of a city",
        "When and how to call it; the model reads this."),
      FieldSchema(
        "parameters", .jsonSchema(SchemaShape(isOfObject: true, strictMember: "strict")),
        defaults: [["type": "object", "properties": [:]]],
        example: """
          type: object
          properties:
            city: { type: string, description: The city }
          required: [city]
          """,
        aliases: ["input_schema", "inputSchema", "args_schema", "schema", "arguments"],
        "The JSON Schema of the arguments."),
      FieldSchema(
        "strict", .boolean, defaults: [false], "Whether arguments always follow the schema."),
    ],
    callable: Callable(
      "function", name: "name", description: "description", arguments: "parameters"))

  static let rankingOptions = ObjectShape([
    FieldSchema(
      "ranker", .enumeration(["auto", "default_2024_08_21"]),
      defaults: ["auto", "default_2024_08_21"], example: "auto", "The ranker."),
    FieldSchema(
      "score_threshold", .number(0...1), required: true, defaults: [0], example: "0.5",
      "Results below this score are dropped."),
  ])
}

extension ValueShape {
  static let responseFormat = ValueShape.either([
    .enumeration(["auto"]),
    .variants(
      VariantShape(
        by: "type",
        [
          VariantShape.Variant("text", ObjectShape([]), summary: "Free text."),
          VariantShape.Variant("json_object", ObjectShape([]), summary: "Any JSON object."),
          VariantShape.Variant(
            "json_schema",
            ObjectShape([
              FieldSchema(
                "json_schema", .object(.responseSchema), required: true,
                example: """
                  name: ticket
                  schema:
                    type: object
                    properties:
                      summary: { type: string }
                    required: [summary]
                  """,
                "The schema.")
            ]),
            summary: "JSON that follows a schema."),
        ])),
  ])
}

extension ObjectShape {
  static let responseSchema = ObjectShape([
    FieldSchema(
      "name", .string(StringLimits(maximum: 64, minimum: 1, pattern: .functionName)),
      required: true, example: "ticket", "The schema's name."),
    FieldSchema(
      "description", .string(StringLimits()), defaults: [.null], example: "A support ticket",
      "What the format is for."),
    FieldSchema(
      "schema", .jsonSchema(SchemaShape(strictMember: "strict")),
      example: """
        type: object
        properties:
          summary: { type: string }
        required: [summary]
        """,
      "The JSON Schema."),
    FieldSchema(
      "strict", .boolean, defaults: [false], "Whether the answer always follows the schema."),
  ])
}
