import OrderedCollections
import ResourceModel
import StateStorage

let project = "acme-shop"
let target = "production"
let origin = Origin(baseURL: "https://assistants.example.org/v1", organization: "org_1")
let support = Address(collection: "assistants", key: "support")
let manuals = Address(collection: "vector_stores", key: "manuals")

func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

/// What an apply leaves of an assistant and the store that it searches.
func recordedState() -> RecordedState {
  var state = RecordedState(
    project: project, target: target, origin: origin,
    outputs: ["VECTOR_STORE_ID": "vs_1", "OPENAI_ASSISTANT_ID": "asst_1"],
    resources: [
      support: RecordedResource(
        id: "asst_1", createdAt: 1_761_861_537,
        applied: [
          AttributePath("model"): digest("model"),
          AttributePath("metadata", key: "team"): digest("team"),
        ],
        returned: [AttributePath("file_search.vector_stores"): digest("stores")],
        keyOrder: [AttributePath("tools"): digest("tools")], leaving: ["asst_9", "asst_0"]),
      manuals: RecordedResource(id: "vs_1"),
    ])
  state.resources[support]?.refused = [AttributePath("top_p"): digest("top_p")]
  state.pages = [ResourceSchema.assistant.kind: 12]
  return state
}

func open(_ path: String) throws(LockFileError) -> LockFile {
  try LockFile.open(at: path, project: project, target: target)
}

/// The error of opening; nil when the file can be used.
func failure(opening path: String) -> LockFileError? {
  do throws(LockFileError) {
    _ = try open(path)
    return nil
  } catch {
    return error
  }
}
