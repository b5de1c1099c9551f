import JSONSchema
import OrderedCollections
import ResourceModel
import Testing

/// The facts of the official suite, by which a validator of this draft is measured.
@Suite struct SuiteTests {
  /// What is not known, by file and the numbers of its groups: every one of these has a case whose
  /// verdict is unknown, and no other has. What starts to be known has to leave the table.
  static let notKnown: [String: (groups: [Int], reason: String)] = [
    "dynamicRef": ([13, 14, 15, 16, 17], "they refer to other documents"),
    "optional-cross-draft": ([0], "it refers to another document, of another draft"),
    "optional-dependencies-compatibility": (
      [0, 2, 3, 4, 5, 6],
      "`dependencies` is no keyword of this draft: what its old meaning refuses may be accepted"
    ),
    "optional-format-assertion": ([0, 1], "they are in dialects of their own"),
    "refRemote": (Array(0...14), "they refer to other documents"),
    "vocabulary": ([0, 1], "they are in dialects of their own"),
  ]

  @Test func everyVerdictIsRightOrListedAsUnknown() throws {
    var (passed, unknown) = (0, 0)
    var listed = Set(Self.notKnown.keys)
    for file in try SuiteFile.all() {
      listed.remove(file.name)
      var unknownGroups: [Int] = []
      for (number, group) in file.groups.enumerated() {
        let validator = SchemaValidator(group.schema)
        var unknownCases = 0
        for (value, isAccepted) in group.cases {
          switch validator.verdict(on: value) {
          case .unknown: unknownCases += 1
          case let verdict:
            passed += 1
            #expect(
              verdict == (isAccepted ? .accepted : .refused),
              "\(file.name) \(number): \(JSONWriter.string(value))")
          }
        }
        unknown += unknownCases
        if unknownCases > 0 { unknownGroups.append(number) }
      }
      #expect(unknownGroups == Self.notKnown[file.name]?.groups ?? [], "\(file.name)")
    }
    #expect(listed.isEmpty, "these files are listed and do not exist")
    print("JSON Schema suite: \(passed) verdicts right, \(unknown) unknown")
    // So that no case is lost on the way.
    #expect((passed, unknown) == (1335, 68))
  }
}
