import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// After an apply everything is where it is declared, once, whatever was declared before, whoever took
/// something away meanwhile, and whether the lock file is there or not.
@Suite(.timeLimit(.minutes(10))) struct FileConvergenceTests {
  @Test(arguments: UInt64(0)..<40)
  func aSecondPlanIsEmpty(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    var bench = FileBench([])
    bench.options.prunes = true
    bench.options.allowsMassChange = true
    bench.options.allowsRecreation = true
    var uploads = 0
    for round in 0..<5 {
      let project = RandomHoldings(using: &random)
      bench.desired = desiredState(project.resources)
      // What was taken out of a store is known by the lock file alone; what only an assistant's list
      // still names shows in a full look.
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bench.recorded = nothingRecorded()
      case 1: detach(bench, using: &random)
      case 2:
        bench.isFull = true
        if Bool.random(using: &random) { bench.recorded = nothingRecorded() }
        if let file = bench.files.all.randomElement(using: &random) { bench.files.remove(file.id) }
      default: break
      }
      let report = try await bench.apply()
      #expect(report.isComplete, "round \(round): \(report.words)")
      uploads += bench.files.words.count { $0.hasPrefix("upload") }
      bench.isFull = false
      #expect(try await bench.isSettled(), "round \(round)")
      for (key, files) in project.stores {
        #expect(bench.files.names(in: bench.store(key)) == files.map(\.name).sorted())
      }
      // Without the lock file nobody can tell what was pruned; files have no second copy either way.
      let ours = Set(bench.recorded.resources.values.flatMap { $0.attachments.values.map(\.file) })
      #expect(ours == Set(bench.files.all.map(\.id)), "round \(round): no orphan")
      let identities = Set(project.files.map(\.identity))
      #expect(bench.files.all.count == identities.count, "round \(round): each file once")
    }
    #expect(uploads > 0)
  }

  /// Somebody takes a file out of a store.
  private func detach(_ bench: FileBench, using random: inout SeededGenerator) {
    guard let file = bench.files.all.randomElement(using: &random) else { return }
    bench.files.change(bench.store("s1")) { $0 = $0.filter { $0.write.file != file.id } }
  }
}

/// Stores and assistants that share files of few names and few contents.
private struct RandomHoldings {
  private(set) var resources: [DesiredResource] = []
  private(set) var stores: [String: [DesiredFile]] = [:]
  private(set) var files: [DesiredFile] = []

  init(using random: inout SeededGenerator) {
    // A path has the same bytes wherever it is held.
    let bytes = Dictionary(
      uniqueKeysWithValues: ["a", "b", "c", "d"].map {
        ($0, ["one", "two", "three"].randomElement(using: &random) ?? "one")
      })
    // Both stores are always there, so that a lost lock file leaves nothing behind that only it knew.
    for key in ["s1", "s2"] {
      let files = Self.files(bytes, using: &random, hasSettings: true)
      stores[key] = files
      self.files += files
      resources.append(declared(store(key), [path("name"): .string(key)]).holding(files))
    }
    let files = Self.files(bytes, using: &random, hasSettings: false)
    self.files += files
    resources.append(declared(assistant("a")).holding(files))
  }

  private static func files(
    _ bytes: [String: String], using random: inout SeededGenerator, hasSettings: Bool
  ) -> [DesiredFile] {
    bytes.sorted { $0.key < $1.key }.filter { _ in Bool.random(using: &random) }.map {
      name, bytes in
      let topic: JSONObject = Bool.random(using: &random) && hasSettings ? ["topic": "x"] : [:]
      let size: JSONValue? =
        Int.random(in: 0..<3, using: &random) == 0 && hasSettings
        ? ["max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50] : nil
      return file("docs/\(name).md", bytes, attributes: topic, chunking: size)
    }
  }
}
