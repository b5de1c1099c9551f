import Foundation
import OrderedCollections
import ResourceModel
import StateStorage
import Testing

@Suite struct LockFileTests {
  @Test func theNameCarriesTheTarget() {
    #expect(LockFile.name(target: "staging") == "asst.staging.lock.json")
  }

  @Test func aMissingFileIsNoError() throws {
    try withFolder { folder in
      let lock = try open("\(folder)/none.json")
      #expect(lock.recorded == nil)
      try lock.checkOrigin(origin)
      #expect(try names(in: folder) == [])
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      let written = try open(path).write(recordedState())
      var expected = recordedState()
      expected.serial = 1
      expected.outputs.sort()
      expected.resources[support]?.leaving.sort()
      #expect(written.recorded?.serial == 1)
      #expect(try open(path).recorded == expected)
      #expect(try names(in: folder) == ["lock.json"])
    }
  }

  @Test func theTextIsSortedAndOneResourceIsABlock() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try open(path).write(recordedState())
      let expected = """
        {
          "format": 1,
          "serial": 1,
          "project": "acme-shop",
          "target": "production",
          "origin": {
            "base_url": "https://assistants.example.org/v1",
            "organization": "org_1"
          },
          "outputs": {
            "OPENAI_ASSISTANT_ID": "asst_1",
            "VECTOR_STORE_ID": "vs_1"
          },
          "pages": {
            "assistant": 12
          },
          "resources": {
            "assistants.support": {
              "applied": {
                "metadata.team": "\(digest("team"))",
                "model": "\(digest("model"))"
              },
              "created_at": 1761861537,
              "id": "asst_1",
              "key_order": {
                "tools": "\(digest("tools"))"
              },
              "leaving": [
                "asst_0",
                "asst_9"
              ],
              "refused": {
                "top_p": "\(digest("top_p"))"
              },
              "returned": {
                "file_search.vector_stores": "\(digest("stores"))"
              }
            },
            "vector_stores.manuals": {
              "applied": {},
              "id": "vs_1",
              "returned": {}
            }
          }
        }

        """
      #expect(try contents(of: path) == expected)
    }
  }

  @Test func whatSaysTheSameIsLeftAlone() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      let first = try open(path).write(recordedState())
      let before = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
      // The serial of the state does not count: the file's own does.
      var state = recordedState()
      state.serial = 40
      let second = try first.write(state)
      try open(path).write(state)
      let after = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
      #expect(before != nil && before == after)
      #expect(second.recorded?.serial == 1)
      #expect(try open(path).recorded?.serial == 1)
    }
  }

  @Test func theSerialCountsTheWrites() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      var lock = try open(path).write(recordedState())
      var state = recordedState()
      for number in 2...4 {
        state.outputs["N"] = "\(number)"
        lock = try lock.write(state)
        #expect(lock.recorded?.serial == number)
        #expect(try open(path).recorded == lock.recorded.map(sorted))
      }
    }
  }

  private func sorted(_ state: RecordedState) -> RecordedState {
    var state = state
    state.outputs.sort()
    state.resources[support]?.leaving.sort()
    return state
  }

  @Test func anOrganizationThatEndsLeavesTheFile() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      var state = recordedState()
      let lock = try open(path).write(state)
      state.origin.organization = nil
      try lock.write(state)
      #expect(try open(path).recorded?.origin == Origin(baseURL: origin.baseURL))
      #expect(try !contents(of: path).contains("organization"))
    }
  }
}
