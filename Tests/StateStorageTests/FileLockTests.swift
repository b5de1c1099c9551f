import OrderedCollections
import ResourceModel
import StateStorage
import Testing

/// What the lock file says of files.
@Suite struct FileLockTests {
  private static func state() -> RecordedState {
    var state = recordedState()
    state.resources[manuals]?.attachments = [
      "k/returns.pdf": RecordedAttachment(
        file: "file-1", name: "returns.pdf", content: digest("returns"),
        settings: AttachmentSettings(attributes: ["a": 1], chunking: nil)),
      "k/terms.md": RecordedAttachment(
        file: "file-2", name: "Terms of sale.md", content: digest("terms")),
      "top.md": RecordedAttachment(file: "file-3", name: "top.md", content: digest("top")),
    ]
    state.resources[manuals]?.contents = ContentFingerprint(
      completed: 3, failed: 1, cancelled: 2, inProgress: 0, bytes: 77)
    state.looseFiles = ["file-9": FileIdentity(name: "loose.md", content: digest("loose"))]
    state.unresolvedUploads = [
      UnresolvedUpload(name: "lost.md", size: 4, content: digest("lost"), at: 1_000)
    ]
    return state
  }

  private func text() throws -> String {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try open(path).write(Self.state())
      return try contents(of: path)
    }
  }

  private func opening(_ text: String) throws -> (state: RecordedState?, error: LockFileError?) {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(text, at: path)
      if let error = failure(opening: path) { return (nil, error) }
      return (try open(path).recorded, nil)
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let state = try #require(try opening(try text()).state)
    let expected = Self.state()
    #expect(state.resources[manuals] == expected.resources[manuals])
    #expect(state.looseFiles == expected.looseFiles)
    #expect(state.unresolvedUploads == expected.unresolvedUploads)
  }

  @Test func aNameIsWrittenOnlyWhereThePathDoesNotTellIt() throws {
    let text = try text()
    #expect(text.contains("Terms of sale.md") && text.contains("loose.md"))
    #expect(!text.contains("\"returns.pdf\""))
  }

  @Test func nothingIsWrittenOfNoFiles() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try open(path).write(recordedState())
      let text = try contents(of: path)
      for key in ["attachments", "contents", "\"files\"", "uploads_given_up"] {
        #expect(!text.contains(key))
      }
    }
  }

  /// Each is one slip in a file that is fine otherwise.
  @Test func everyDamageIsAnError() throws {
    let whole = try text()
    let content = digest("returns").description
    for (from, to) in [
      ("\"file-1\"", "1"), ("\"file-1\"", "\"\""), (content, "sha256:x"),
      (AttachmentSettings.none.text, "xyz"), ("\"Terms of sale.md\"", "7"),
      ("\"completed\": 3", "\"completed\": \"3\""), ("\"bytes\": 77", "\"bites\": 77"),
      ("\"loose.md\"", "null"), (digest("loose").description, "sha256:"),
      ("\"lost.md\"", "null"), (digest("lost").description, "md5:1"),
      ("\"size\": 4", "\"size\": \"4\""),
      ("\"at\": 1000", "\"at\": null"),
    ] {
      #expect(whole.contains(from), "\(from)")
      let result = try opening(whole.replacing(from, with: to))
      guard case .damaged? = result.error else {
        Issue.record("\(from) became \(to), and nobody minded")
        continue
      }
    }
  }

  @Test func unknownKeysSurvive() throws {
    let text = try text().replacing(
      "\"attachments\": {", with: "\"later\": [1, 2],\n\"attachments\": {")
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(text, at: path)
      let lock = try open(path)
      var state = try #require(lock.recorded)
      state.resources[manuals]?.attachments["top.md"] = nil
      state.looseFiles = [:]
      try lock.write(state)
      let after = try contents(of: path)
      #expect(after.contains("\"later\": [") && !after.contains("top.md"))
      #expect(!after.contains("\"files\""))
    }
  }
}
