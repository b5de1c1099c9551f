@testable import Reconciliation
import ResourceModel
import Testing

@Suite struct AnswerCheckTests {
  private let mark = MarkerReading(marker(assistant("a")).text)

  private func check(
    _ sent: [AttributePath: JSONValue], before: [AttributePath: JSONValue]? = nil,
    answered: [AttributePath: JSONValue]
  ) -> AnswerCheck {
    AnswerCheck(
      schema: .assistant,
      write: ResourceWrite(changed: sent, resulting: sent, marker: marker(assistant("a"))),
      before: before.map { observed(assistant("a"), id: "1", $0, marker: mark) },
      answer: observed(assistant("a"), id: "1", answered, marker: mark))
  }

  @Test func whatCameBackIsTaken() throws {
    let number = try JSONParser.parse("1.0")
    let result = check(
      [
        path("model"): "gpt", path("temperature"): 1, path("tools"): [["type": "file_search"]],
        metadata("team"): "support", metadata("old"): .null, path("name"): .null,
      ],
      before: [metadata("old"): "x", path("name"): "n"],
      answered: [
        path("model"): "gpt", path("temperature"): number, metadata("team"): "support",
        path("tools"): [["type": "file_search", "ranking_options": ["ranker": "auto"]]],
        metadata("foreign"): "y",
      ])
    #expect(result.notTaken.isEmpty && result.ownForm.isEmpty && !result.markerIsMissing)
  }

  @Test func whatIsStillOldIsNotTaken() {
    let result = check(
      [path("name"): "new", metadata("old"): .null, path("tools"): []],
      before: [
        path("name"): "old", metadata("old"): "x", path("tools"): [["type": "code_interpreter"]],
      ],
      answered: [
        path("name"): "old", metadata("old"): "x", path("tools"): [["type": "code_interpreter"]],
      ])
    // In the order of the schema.
    #expect(result.notTaken == [path("name"), path("tools"), metadata("old")])
    #expect(result.ownForm.isEmpty)
  }

  @Test func whatIsEmptyIsNotTaken() {
    let sent: [AttributePath: JSONValue] = [
      path("name"): "new", path("reasoning_effort"): "low", path("temperature"): 0,
      path("tools"): [["type": "code_interpreter"]], metadata("team"): "support",
    ]
    let created = check(sent, answered: [path("name"): .null, path("temperature"): 1])
    #expect(Set(created.notTaken) == Set(sent.keys))
    let updated = check(sent, before: [path("name"): "old"], answered: [:])
    #expect(Set(updated.notTaken) == Set(sent.keys))
  }

  @Test func aThirdValueIsTheServersOwnForm() {
    let result = check(
      [path("model"): "gpt-4o"], before: [path("model"): "gpt-4"],
      answered: [path("model"): "gpt-4o-2024-08-06"])
    #expect(result.ownForm == [path("model")] && result.notTaken.isEmpty)
  }

  @Test(arguments: [
    "", "asst1:other/local:assistants.a:n0:", "asst1:acme-shop/local:assistants.a:n1:",
  ])
  func anotherMarkerIsAMissingOne(_ text: String) {
    let write = ResourceWrite(changed: [:], resulting: [:], marker: marker(assistant("a")))
    let answer = observed(assistant("a"), id: "1", marker: MarkerReading(text))
    #expect(
      AnswerCheck(schema: .assistant, write: write, before: nil, answer: answer).markerIsMissing)
    let bare = observed(assistant("a"), id: "1")
    #expect(
      AnswerCheck(schema: .assistant, write: write, before: nil, answer: bare).markerIsMissing)
  }

  @Test func aKindWithoutMarkerMissesNone() {
    let write = ResourceWrite(changed: [:], resulting: [:], marker: nil)
    let answer = observed(assistant("a"), id: "1")
    #expect(
      !AnswerCheck(schema: .assistant, write: write, before: nil, answer: answer).markerIsMissing)
  }

  /// Where the baseline is too long for a marker, all keys of metadata share one digest in the text.
  @Test func aShortenedMarkerIsTheSameMarker() {
    let keys = (0..<60).map { metadata("key\($0)") }
    let long = marker(
      assistant("a"), Dictionary(uniqueKeysWithValues: keys.map { ($0, Digest(of: "v".utf8)) }))
    let write = ResourceWrite(changed: [:], resulting: [:], marker: long)
    let answer = observed(assistant("a"), id: "1", marker: MarkerReading(long.text))
    #expect(long.text.utf8.count <= Marker.maximumLength)
    #expect(
      !AnswerCheck(schema: .assistant, write: write, before: nil, answer: answer).markerIsMissing)
  }
}
