import Testing

/// The cases of yaml-test-suite (`Suite/README.md`): what is YAML, and what it means.
struct YAMLSuiteTests {
  @Test func everyCaseIsReadAsItShouldBe() throws {
    let cases = try YAMLSuiteCase.all()
    #expect(cases.count == 402)
    for testCase in cases {
      let outcome = testCase.outcome
      if let codes = Self.refusedOnPurpose[testCase.id] {
        #expect(outcome == .findings(codes), "\(testCase.id)")
      } else {
        let isRight = testCase.isError ? outcome.isRefusal : outcome == .right
        let reason = Deviation.reason(of: testCase.id)
        // Once libyaml reads it right, its line in the list has to go.
        #expect(isRight == (reason == nil), "\(testCase.id): \(outcome), \(reason ?? "no reason")")
      }
    }
    let listed = Set(Self.refusedOnPurpose.keys).union(Deviation.all.flatMap(\.ids))
    #expect(listed.subtracting(cases.map(\.id)) == [])
  }

  /// What is YAML and no part of our language, with the findings that say so.
  private static let refusedOnPurpose: [String: Set<String>] = {
    var expected: [String: Set<String>] = [:]
    for (codes, ids) in [
      // A second document.
      (
        ["ASST005"],
        "35KP 6XDY 6ZKB 7Z25 9DXL 9KAX JHB9 KSS4 L383 M7A3 PUW8 RZT7 U9NS"
      ),
      // Tags beyond those of the core schema.
      (["ASST007"], "2XXW 565N 6CK3 7FWL C4HZ CC74 CUP7 J7PZ M5C3 P76L UGM3 Z67P Z9M4"),
      (["ASST005", "ASST007"], "5TYM 6WLZ 9WXW"),
      // Keys that are null, lists or mappings.
      (
        ["ASST012"],
        "2JQS 4FJ6 6BFJ 6M2F 6PBE 9MMW DFF7 FH7J KK5P LX3P M2N8/00 M2N8/01 M5DY NHX8 NKF9 PW8X Q9WF "
          + "RZP5 S3PD SBG9 SM9W/01 UKK6/00 V9D5 X38W XW4D"
      ),
      // Directives but `%YAML 1.1`, `%YAML 1.2` and `%TAG`.
      (["ASST027"], "2LFX 6LVF BEC7 MUS6/05 MUS6/06"),
    ] {
      for id in ids.split(separator: " ") { expected[String(id)] = Set(codes) }
    }
    return expected
  }()
}

extension YAMLSuiteCase.Outcome {
  fileprivate var isRefusal: Bool { if case .findings = self { true } else { false } }
}
