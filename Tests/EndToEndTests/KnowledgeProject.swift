import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// A small project with three manuals and a table, against an emulator that indexes at once.
struct KnowledgeProject {
  static let stores = """
    vector_stores:
      manuals:
        name: Manuals
        files:
          - knowledge/*.md
          - { path: knowledge/returns.txt, attributes: { topic: returns, year: 2026 } }
        exclude: knowledge/draft-*
    """

  static let assistants = """
    assistants:
      support:
        model: gpt-4o
        tools:
          - { type: code_interpreter, files: [data/prices.csv] }
          - { type: file_search, vector_stores: [manuals] }
    """

  static let files = [
    "a.yaml": stores + "\n" + assistants + "\n",
    "knowledge/kettle.md": "# Kettle\n\nBoils with a whistle.\n",
    "knowledge/toaster.md": "# Toaster\n\nBrowns with a crumb drawer.\n",
    "knowledge/draft-fridge.md": "# Fridge\n\nHums, and is not for sale.\n",
    "knowledge/returns.txt": "Thirty days, in the carton.\n",
    "data/prices.csv": "article,price\nkettle,30\n",
  ]

  static let names = ["kettle.md", "prices.csv", "returns.txt", "toaster.md"]

  let emulator: EmulatorProcess
  let workspace: Workspace

  /// With `files` beside or in place of those above; an empty text takes one away.
  init(
    _ files: [String: String] = [:], emulator arguments: [String] = []
  ) throws {
    emulator = try EmulatorProcess(["--indexing-delay", "1ms"] + arguments)
    let all = Self.files.merging(files) { $1 }.filter { !$0.value.isEmpty }
    workspace = try Workspace(all, baseURL: emulator.baseURL)
  }

  /// Applies and has to succeed; the writes of it.
  @discardableResult
  func apply(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [String] {
    try await emulator.resetRequests()
    let apply = try await Executable.asst.run(
      ["apply", "--yes"] + arguments, in: workspace.folder, environment: workspace.environment)
    #expect(apply.status == 0, "\(apply.output)\(apply.errors)", sourceLocation: sourceLocation)
    return try await emulator.writes()
  }

  /// The cache of digests once it holds every file: one that was written a moment ago is read again,
  /// since another write might give it the same times.
  func settledCache(sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
    for _ in 0..<500 {
      let cache = (try? workspace.read(".asst/files.cache")) ?? ""
      if Self.names.allSatisfy({ cache.contains("/\($0)\n") }) { return cache }
      try await expectEmptyPlan(workspace, sourceLocation: sourceLocation)
    }
    Issue.record("The cache never held all files.", sourceLocation: sourceLocation)
    return ""
  }
}
