import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

/// The customer support project, which uses nearly all of the language.
enum Example {
  static let manifest = """
    project: acme-shop
    targets:
      local:
        provider: assistants-v2
        base_url: http://127.0.0.1:8787/v1
        api_key: ${env.ASST_API_KEY:-emulator}
      production:
        provider: assistants-v2
        base_url: https://assistants.example.org/v1
        api_key: ${env.OPENAI_API_KEY}
        headers: { OpenAI-Organization: "${env.OPENAI_ORG_ID:-}" }   # and `query:`, `auth:`
        variables: { tone: formal }
    default_target: local
    variables:
      tone: friendly
      support_model: gpt-4-turbo-preview
    outputs:                       # what applications read; also in the lock file
      OPENAI_ASSISTANT_ID: assistants.support.id
      VECTOR_STORE_ID: vector_stores.product_manuals.id

    """

  static let resources = """
    assistants:
      support:
        name: Customer Support Assistant
        model: ${var.support_model}
        instructions: { file: prompts/support.md }
        tools:
          - function: { file: tools/get_order_status.yaml }
          - function:
              name: search_products
              description: Search the product catalog for items matching a query
              parameters:
                type: object
                properties:
                  query: { type: string, description: Search query }
                  category: { type: string }
                  max_price: { type: number, description: Maximum price in USD }
                required: [query]
          - type: code_interpreter
            files: [data/catalog.csv]
          - type: file_search
            vector_stores: [product_manuals]
            max_num_results: 8
        temperature: 0.2
        metadata: { team: support }

    vector_stores:
      product_manuals:
        name: Product manuals and policies
        chunking: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 200 }
        files:
          - knowledge/*.md
          - path: knowledge/returns.pdf
            attributes: { topic: returns, year: 2026 }
        exclude: ["knowledge/draft-*"]
        expires_after: { days: 30 }

    """

  static let files = [
    "asst.yaml": manifest, "support.yaml": resources,
    "data/catalog.csv": "sku,price\n", "knowledge/a.md": "A.\n",
    "knowledge/draft-b.md": "B.\n", "knowledge/returns.pdf": "%PDF\n",
    "prompts/support.md": "# Support\n\nBe {{kind}} and cost ${nothing}.\n",
    "tools/get_order_status.yaml": """
    name: get_order_status
    description: Get the current status of an order
    parameters:
      type: object
      properties: { order_id: { type: string } }
      required: [order_id]

    """,
  ]
}

struct ExampleTests {
  @Test func decodesWithoutAFinding() throws {
    let loaded = MarkedProject(Example.files).check()
    let configuration = try #require(loaded.configuration)
    #expect(configuration.desired.project == "acme-shop")
    #expect(configuration.desired.target == "local")
    #expect(configuration.target.authentication == .bearer)
    #expect(configuration.manifest.targets.keys == ["local", "production"])
    #expect(
      configuration.desired.outputs.mapValues(\.address.description) == [
        "OPENAI_ASSISTANT_ID": "assistants.support",
        "VECTOR_STORE_ID": "vector_stores.product_manuals",
      ])
    #expect(
      loaded.files == [
        "asst.yaml", "support.yaml", "prompts/support.md", "tools/get_order_status.yaml",
      ])
    // Resources stand in the order of the files.
    #expect(
      configuration.desired.resources.keys.map(\.description) == [
        "assistants.support", "vector_stores.product_manuals",
      ])
  }

  @Test func assistantHasItsValues() throws {
    let configuration = try #require(MarkedProject(Example.files).load().configuration)
    let address = Address(collection: "assistants", key: "support")
    let assistant = try #require(configuration.desired.resources[address])
    func json(_ path: AttributePath) -> JSONValue? {
      if case .json(let value)? = assistant.attributes[path]?.value { value } else { nil }
    }
    #expect(json(AttributePath("model")) == "gpt-4-turbo-preview")
    let prompt = "# Support\n\nBe {{kind}} and cost ${nothing}."
    #expect(json(AttributePath("instructions")) == .string(prompt))
    #expect(
      assistant.attributes[AttributePath("instructions")]?.textOrigin?.first.description
        == "prompts/support.md:1:1")
    #expect(json(AttributePath("temperature"))?.number?.text == "0.2")
    #expect(json(AttributePath("metadata", key: "team")) == "support")
    #expect(
      assistant.attributes[AttributePath("file_search.vector_stores")]?.value
        == .references([.address(Address(collection: "vector_stores", key: "product_manuals"))]))
    guard
      case .files(let files)? = assistant.attributes[AttributePath("code_interpreter.files")]?
        .value
    else {
      Issue.record("code interpreter has no files")
      return
    }
    #expect(files.entries.map(\.pattern) == ["data/catalog.csv"])

    let tools = try #require(json(AttributePath("tools"))?.array)
    #expect(
      tools.map { $0["type"] } == ["function", "function", "code_interpreter", "file_search"])
    #expect(tools[3] == ["type": "file_search", "max_num_results": 8])
    #expect(tools[0]["function"]?["name"] == "get_order_status")
    let properties = tools[1]["function"]?["parameters"]?["properties"]?.object
    #expect(properties?.keys == ["query", "category", "max_price"])
  }

  @Test func storeHasItsFiles() throws {
    let configuration = try #require(MarkedProject(Example.files).load().configuration)
    let address = Address(collection: "vector_stores", key: "product_manuals")
    let store = try #require(configuration.desired.resources[address])
    #expect(store.attributes[AttributePath("expires_after")]?.value == .json(["days": 30]))
    guard case .files(var files)? = store.attributes[AttributePath("files")]?.value else {
      Issue.record("the store has no files")
      return
    }
    #expect(files.files.map(\.path) == ["knowledge/a.md", "knowledge/returns.pdf"])
    files.files = []
    for index in files.entries.indices { files.entries[index].span = nil }
    #expect(
      files
        == FileSelection(
          entries: [
            FileSelection.Entry(pattern: "knowledge/*.md"),
            FileSelection.Entry(
              pattern: "knowledge/returns.pdf", attributes: ["topic": "returns", "year": 2026]),
          ],
          excluded: ["knowledge/draft-*"],
          chunking: ["max_chunk_size_tokens": 800, "chunk_overlap_tokens": 200]))
  }

  @Test func targetTakesItsOwnVariablesAndTheEnvironmentLate() throws {
    let target = try #require(
      MarkedProject(Example.files).load(target: "production").configuration?.target)
    #expect(target.apiKey?.literal == nil)
    guard case .failure(let unset)? = target.apiKey?.resolve([:]) else {
      Issue.record("an unset variable resolved")
      return
    }
    #expect(unset.diagnostics.map(\.code) == ["ASST064"])
    #expect(unset.diagnostics.flatMap(\.unevenWords) == [])
    let span = try #require(unset.diagnostics.first?.span)
    #expect(span.file.string(in: span.start..<span.end) == "${env.OPENAI_API_KEY}")
    #expect(try target.apiKey?.resolve(["OPENAI_API_KEY": "k"]).get() == "k")
    #expect(try target.headers["OpenAI-Organization"]?.resolve([:]).get() == "")
    let local = try #require(MarkedProject(Example.files).load().configuration?.target)
    #expect(try local.apiKey?.resolve(["ASST_API_KEY": ""]).get() == "emulator")
  }
}
