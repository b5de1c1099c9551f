import Diagnostics
import FoundationEssentials
import OrderedCollections
import PlanRendering
import Planning
import ProjectConfiguration
import ResourceModel
import StateStorage
import Testing

@testable import Providers

/// The whole way from files to what a reviewer reads. A scenario is a folder: `desired/` is a
/// configuration folder, `lock.json` the lock file of its default target, `observed.json` what the
/// provider answers, and beside them stands what is expected. A new scenario is a new folder, and its
/// name below.
@Suite struct ScenarioTests {
  @Test(arguments: ["word-and-schema", "moved-section", "drift-and-conflict"])
  func scenario(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Scenarios/" + name
    let loaded = ConfigurationLoader.load(
      from: try FolderSources(folder + "/desired"),
      ConfigurationRequest(
        providers: ["assistants-v2"], displayPrefix: "assistants/"))
    let configuration = try #require(loaded.configuration, "\(loaded.diagnostics)")
    let desired = configuration.desired
    let lock = try LockFile.open(
      at: folder + "/lock.json", project: desired.project, target: desired.target)
    let result = Planner.plan(
      desired: desired, recorded: try #require(lock.recorded),
      observed: try Self.observed(folder + "/observed.json"))
    #expect(!result.problems.hasErrors, "\(result.problems)")
    try Golden.check(in: folder, result.plan)
  }

  /// Objects as they are on the wire, by the name of their list.
  private static func observed(_ path: String) throws -> ObservedState {
    let text = try #require(FileManager.default.contents(atPath: path))
    let lists = try JSONParser.parse(Array(text))
    let codecs: [any WireCodec] = [AssistantCodec(), VectorStoreCodec()]
    return ObservedState(
      resources: codecs.flatMap { codec in
        (lists[codec.path]?.array ?? []).compactMap { codec.read($0.object ?? [:]) }
      },
      completeKinds: [ResourceSchema.assistant.kind, ResourceSchema.vectorStore.kind])
  }
}

/// A configuration folder of the source tree.
private struct FolderSources: ConfigurationSources {
  private var contents: [String: [UInt8]] = [:]

  init(_ folder: String) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
        !isFolder, let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
      else { continue }
      contents[path] = Array(data)
    }
  }

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try files(below: folder, inside: "").filter { path in
      !path.dropFirst(folder.isEmpty ? 0 : folder.count + 1).contains("/")
    }
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    contents.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }
  }

  func read(_ path: String, inside root: String, limit: Int) throws(SourceProblem) -> [UInt8] {
    guard let bytes = contents[path] else { throw .missing }
    return bytes
  }
}
