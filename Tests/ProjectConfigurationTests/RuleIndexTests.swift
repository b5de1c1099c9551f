import Diagnostics
import ProjectConfiguration
import Testing

struct RuleIndexTests {
  @Test func codesAndNamesAreUnique() {
    let rules = RuleIndex.all
    #expect(Set(rules.map(\.code)).count == rules.count)
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.map(\.code) == rules.map(\.code).sorted())
    #expect(rules.map(\.code).allSatisfy { ("ASST030"..."ASST199").contains($0) })
  }

  @Test func summariesAreWordedAlike() {
    for rule in RuleIndex.all {
      let finding = Diagnostic(rule.code, rule.summary, detail: "Fine.", at: nil)
      #expect(finding.unevenWords == [])
    }
  }

  @Test func advicesCanBeChangedAndTheRestIsFixed() {
    for rule in RuleIndex.all where rule.severity != .error { #expect(rule.isAdjustable) }
    #expect(RuleIndex.rule(code: "ASST043")?.isAdjustable == true)
    #expect(RuleIndex.rule(code: "ASST041")?.isAdjustable == false)
    #expect(RuleIndex.rule(code: "ASST999") == nil)
  }
}
