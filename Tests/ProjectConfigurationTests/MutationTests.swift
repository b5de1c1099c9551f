import Diagnostics
import ProjectConfiguration
import Testing

/// Whatever happens to the lines of a project, loading ends, and says where things are.
struct MutationTests {
  /// A generator that gives the same sequence on every machine (SplitMix64).
  private struct Sequence: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func loadingSurvivesLostAndRepeatedLines(seed: UInt64) {
    var random = Sequence(state: seed)
    var broken = 0
    for _ in 0..<150 {
      var project = MarkedProject(Example.files)
      for _ in 0...Int.random(in: 0...3, using: &random) { mutate(&project, &random) }
      let loaded = project.load()
      if loaded.configuration == nil {
        broken += 1
        #expect(loaded.diagnostics.hasErrors)
      }
      for diagnostic in loaded.diagnostics {
        #expect(diagnostic.unevenWords == [])
        for span in [diagnostic.span].compactMap({ $0 }) + diagnostic.related.map(\.span) {
          #expect(span.start >= 0 && span.end <= span.file.text.count)
        }
      }
      #expect(!DiagnosticRenderer.render(loaded.diagnostics).plain.contains("\u{1B}"))
    }
    #expect(broken > 20)
  }

  private func mutate(_ project: inout MarkedProject, _ random: inout Sequence) {
    let paths = project.sources.contents.keys.sorted()
    guard let path = paths.randomElement(using: &random),
      let bytes = project.sources.contents[path]
    else { return }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = Int.random(in: lines.indices, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: lines.remove(at: line)
    case 1: lines.insert(lines[line], at: line)
    case 2: lines.insert(lines[line], at: Int.random(in: lines.indices, using: &random))
    case 3:
      let length = lines[line].count
      lines[line] = lines[line].prefix(length == 0 ? 0 : Int.random(in: 0..<length, using: &random))
    default: lines[line].append(contentsOf: " ${var.".utf8)
    }
    project.sources.contents[path] = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
