import ConfigurationReference
import Diagnostics
import ProjectConfiguration
import ResourceModel

/// The reference with a provider that calls some things by other names.
let reference = ConfigurationReference(
  catalogue: .standard,
  vocabularies: [
    ProviderVocabulary(
      provider: "assistants-v2",
      names: [
        ResourceSchema.assistant.kind: [
          "temperature": "temperature", "tools": "tools", "tools.function": "tools[].function",
          "file_search.vector_stores": "tool_resources.file_search.vector_store_ids",
        ],
        ResourceSchema.vectorStore.kind: ["description": "description"],
      ])
  ])

/// A configuration folder in memory.
struct Files: ConfigurationSources {
  var contents: [String: String]

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    contents.keys.filter { path in
      let rest = folder.isEmpty ? path[...] : path.dropFirst(folder.count + 1)
      return (folder.isEmpty || path.hasPrefix(folder + "/")) && !rest.contains("/")
    }
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    contents.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }
  }

  func read(_ path: String, inside root: String, limit: Int) throws(SourceProblem) -> [UInt8] {
    guard let text = contents[path] else { throw .missing }
    return Array(text.utf8)
  }

  /// Everything that examples refer to.
  static let project = Files(contents: [
    "asst.yaml": """
    project: shop
    targets: { local: { provider: assistants-v2, base_url: "http://127.0.0.1:8787/v1" } }

    """,
    "others.yaml": """
    assistants: { support: { model: m } }
    vector_stores: { product_manuals: { name: Manuals } }

    """,
    "prompts/support.md": "Be helpful.\n",
    "tools/get_weather.yaml": "name: get_weather\n",
    "data/catalog.csv": "a,b\n", "knowledge/a.md": "A.\n", "knowledge/returns.pdf": "B.\n",
    "teams/more.yaml": "assistants: { more: { model: m } }\n",
  ])

  func load(target: String? = nil) -> LoadedConfiguration {
    ConfigurationLoader.load(
      from: self, ConfigurationRequest(targetName: target, providers: ["assistants-v2"]))
  }
}
