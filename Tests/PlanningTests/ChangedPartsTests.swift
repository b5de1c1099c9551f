import Diagnostics
import Planning
import ResourceModel
import Testing

@testable import Planning

/// The parts of a value whose places are looked up: what changed, and what that stands in.
@Suite struct ChangedPartsTests {
  private func paths(_ old: JSONValue, _ new: JSONValue, in shape: ValueShape? = nil) -> [String] {
    ChangedParts(from: old, to: new, shape: shape).paths.map(\.description)
  }

  private static let tools = ResourceSchema.assistant.shape(at: AttributePath("tools"))

  private func function(_ name: String, _ type: String) -> JSONValue {
    [
      "type": "function",
      "function": ["name": .string(name), "parameters": ["type": .string(type)]],
    ]
  }

  @Test func onlyWhatDiffers() {
    #expect(
      paths(["a": ["b": 1, "c": 2], "d": 3], ["a": ["b": 1, "c": 3], "d": 3]) == ["a", "a.c"])
    #expect(paths(["a": 1], ["a": 1]) == [])
    #expect(paths([1, 2], [1, 3]) == ["[1]"])
    // What is new is one place, whatever stands in it.
    #expect(paths(["a": 1], ["a": 1, "b": ["c": ["d": 1]]]) == ["b"])
    #expect(paths(["a": 1, "b": 2], ["b": 2, "a": 1]) == [])
  }

  @Test func membersByTheirNames() {
    let old: JSONValue = .array([function("one", "object"), function("two", "object")])
    let new: JSONValue = .array([function("two", "object"), function("one", "array")])
    #expect(
      paths(old, new, in: Self.tools) == [
        "[0]", "[1]", "[1].function", "[1].function.parameters", "[1].function.parameters.type",
      ])
  }

  /// One that came while another went may be the same: everything in it may have to be pointed at.
  @Test func whatMayBeRenamed() {
    let old: JSONValue = .array([function("one", "object")])
    let new: JSONValue = .array([function("two", "object")])
    #expect(paths(old, new, in: Self.tools).contains("[0].function.name"))
    let more: JSONValue = .array([function("one", "object"), function("two", "object")])
    #expect(paths(old, more, in: Self.tools) == ["[0]", "[1]"])
  }
}
