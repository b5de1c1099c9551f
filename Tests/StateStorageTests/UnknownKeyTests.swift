import OrderedCollections
import ResourceModel
import StateStorage
import Testing

/// What a later version of the same format wrote survives a rewrite by this one.
@Suite struct UnknownKeyTests {
  private static let text = """
    {
      "format": 1, "serial": 3, "project": "acme-shop", "target": "production",
      "zeta": [1.50, {"b": 1, "a": 2}],
      "alpha": "kept",
      "origin": {"base_url": "https://assistants.example.org/v1", "region": "eu"},
      "outputs": {},
      "resources": {
        "vector_stores.manuals": {
          "id": "vs_1",
          "threads": {"knowledge/returns.pdf": ["file-1", "sha256:x"]}
        },
        "agents.later": {"id": "agent_1", "versions": [1, 2]}
      }
    }
    """

  private func rewritten(_ change: (inout RecordedState) -> Void) throws -> String {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(Self.text, at: path)
      let lock = try open(path)
      var state = try #require(lock.recorded)
      change(&state)
      try lock.write(state)
      #expect(try open(path).recorded?.serial == 4)
      return try contents(of: path)
    }
  }

  @Test func atTheTopAndInsideOfOriginAndResources() throws {
    let text = try rewritten { $0.outputs["ID"] = "vs_1" }
    #expect(text.contains(#""alpha": "kept""#))
    #expect(text.contains(#""region": "eu""#))
    #expect(text.contains(#""threads": {"#))
    #expect(text.contains(#""file-1","#))
    // Numbers and the order of keys inside are not ours to change.
    #expect(text.contains("1.50"))
    let (b, a) = (text.firstRange(of: #""b": 1"#), text.firstRange(of: #""a": 2"#))
    #expect(try #require(b).lowerBound < #require(a).lowerBound)
    // A kind that this version does not know keeps its entry.
    #expect(text.contains(#""agents.later": {"#))
    #expect(text.contains(#""versions": ["#))
    // The head stays in front, the rest follows by name.
    let keys = [
      "format", "serial", "project", "target", "origin", "outputs", "alpha", "resources", "zeta",
    ]
    let places = keys.map { text.firstRange(of: "\n  \"\($0)\":")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test func butNotOfAnotherObject() throws {
    let text = try rewritten { $0.resources[manuals]?.id = "vs_2" }
    #expect(text.contains("vs_2"))
    #expect(!text.contains("threads"))
    #expect(text.contains(#""alpha": "kept""#))
  }

  @Test func norOfAResourceThatIsGone() throws {
    let text = try rewritten { $0.resources[manuals] = nil }
    #expect(!text.contains("threads") && !text.contains("manuals"))
    #expect(text.contains("agents.later"))
  }

  @Test func twoRewritesInARowKeepThem() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(Self.text, at: path)
      var lock = try open(path)
      var state = try #require(lock.recorded)
      for number in 1...2 {
        state.outputs["N"] = "\(number)"
        lock = try lock.write(state)
      }
      #expect(try contents(of: path).contains("threads"))
    }
  }
}
