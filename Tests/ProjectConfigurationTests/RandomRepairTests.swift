import Diagnostics
import ProjectConfiguration
import Testing

/// Repairs of schemas that nobody thought of: everything that can be repaired is, once, and all else
/// stays as it is.
struct RandomRepairTests {
  private static let request = ConfigurationRequest(providers: ["assistants-v2", "other"])

  private func repair(_ text: String) -> (text: String, repair: ConfigurationRepair) {
    let sources = MarkedProject(resources: text).sources
    let repair = ConfigurationRepair.run(on: sources, Self.request) { _ in true }
    let result = repair.edited["main.yaml"].map { String(decoding: $0, as: UTF8.self) }
    return (result ?? text, repair)
  }

  /// What became visible only by a repair: the repaired type refuses a value, and the like.
  private static let consequences: Set = ["ASST081", "ASST083", "ASST084", "ASST086", "ASST089"]

  @Test(arguments: 0..<150) func repairsEndAndKeepTheRest(seed: Int) {
    var slips = RandomSlips(seed: UInt64(seed))
    let text = slips.resources()
    let before = MarkedProject(resources: text).load().diagnostics
    #expect(!before.contains { $0.code < "ASST078" }, "\(DiagnosticRenderer.render(before).plain)")
    let (result, repair) = repair(text)
    for comment in slips.comments { #expect(result.contains(comment), "\(text)\n\(result)") }
    for words in slips.descriptions { #expect(result.contains(words), "\(text)\n\(result)") }
    let errors = { (found: [Diagnostic]) in
      Set(found.filter { $0.severity == .error }.map(\.code)).subtracting(Self.consequences)
    }
    #expect(errors(repair.remaining).subtracting(errors(before)) == [], "\(text)\n\(result)")
    #expect(repair.remaining.count == MarkedProject(resources: result).load().diagnostics.count)
    let again = self.repair(result)
    #expect(again.text == result, "\(text)\n\(result)")
    #expect(again.repair.applied.isEmpty)
  }
}
