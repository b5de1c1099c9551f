import Foundation
import ResourceModel
import StateStorage
import Testing

/// A file that cannot be used is a clear error, and stays as it is.
@Suite struct RefusedLockFileTests {
  private static let whole = """
    {
      "format": 1, "serial": 3, "project": "acme-shop", "target": "production",
      "origin": {"base_url": "https://assistants.example.org/v1", "organization": "org_1"},
      "outputs": {"ID": "asst_1"},
      "resources": {
        "assistants.support": {
          "id": "asst_1", "created_at": 5, "leaving": ["asst_0"],
          "applied": {"model": "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
        }
      }
    }
    """

  private func error(of text: String) throws -> LockFileError? {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(text, at: path)
      let error = failure(opening: path)
      #expect(try contents(of: path) == text)
      return error
    }
  }

  @Test func theWholeOneIsUsable() throws {
    #expect(try error(of: Self.whole) == nil)
  }

  @Test func cutOffAnywhereItIsDamaged() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      let bytes = Array(Self.whole.utf8)
      for length in 0..<bytes.count {
        try Data(bytes[..<length]).write(to: URL(fileURLWithPath: path))
        guard case .damaged(path, let line, let column, _) = failure(opening: path) else {
          Issue.record("\(length) bytes passed for a lock file")
          continue
        }
        let expected = bytes[..<length].split(
          separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect((1...expected.count).contains(line) && column >= 1)
      }
    }
  }

  @Test(arguments: [
    (#""format": 1"#, #""format": 0"#),
    (#""format": 1"#, #""format": "1""#),
    (#""format": 1, "#, ""),
    (#""serial": 3"#, #""serial": -1"#),
    (#""serial": 3"#, #""serial": 1.5"#),
    (#""serial": 3"#, #""serial": 9223372036854775807"#),
    (#""serial": 3"#, #""serial": 1e400"#),
    (#""serial": 3, "#, ""),
    (#""acme-shop""#, "7"),
    (#""target": "production","#, ""),
    (#""base_url""#, #""url""#),
    (#""org_1""#, "{}"),
    (#"{"ID": "asst_1"}"#, "[]"),
    (#"{"ID": "asst_1"}"#, #"{"ID": 1}"#),
    (#""assistants.support""#, #""support""#),
    (#""assistants.support""#, #""assistants.a b""#),
    (#""id": "asst_1""#, #""id": """#),
    (#""id": "asst_1", "#, ""),
    (#""created_at": 5"#, #""created_at": "5""#),
    (#"["asst_0"]"#, #""asst_0""#),
    (#"["asst_0"]"#, "[0]"),
    (#"["asst_0"]"#, #"["asst_1"]"#),
    (#""model": "sha256:0"#, #""model": "0"#),
    (#"{"model": "sha256"#, #"{"name": null, "model": "sha256"#),
    (#""serial": 3"#, #""serial": 3, "serial": 4"#),
    ("\n}", "\n},"),
    ("\n}", "\n} x"),
  ])
  func editedByHandItIsDamaged(_ edit: (from: String, to: String)) throws {
    let text = Self.whole.replacing(edit.from, with: edit.to)
    #expect(text != Self.whole)
    guard case .damaged(_, _, _, let reason) = try error(of: text) else {
      Issue.record("taken: \(edit.to)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func twoResourcesOfOneObjectAreDamage() throws {
    let text = Self.whole.replacing(
      #""resources": {"#, with: #""resources": {"assistants.other": {"id": "asst_1"},"#)
    let error = try #require(try error(of: text))
    #expect(
      error.detail.contains("`assistants.support`") && error.detail.contains("`assistants.other`"))
  }

  @Test func conflictMarksAreDamageWithTheirPlace() throws {
    let text = Self.whole.replacing(
      #"  "outputs": {"ID": "asst_1"},"#,
      with: """
        <<<<<<< HEAD
          "outputs": {"ID": "asst_1"},
        =======
          "outputs": {"ID": "asst_2"},
        >>>>>>> branch
        """)
    guard case .damaged(let path, 4, 1, _) = try error(of: text) else {
      Issue.record("not damaged at 4:1")
      return
    }
    let error = try #require(try error(of: text))
    #expect(path.hasSuffix("lock.json") && error.detail.contains("lock.json:4:1: "))
    #expect(error.help.contains("version control"))
  }

  @Test func noJSONIsDamage() throws {
    for text in ["", "\u{FEFF}" + Self.whole, "[]", "null", "format: 1", "\u{0}"] {
      guard case .damaged = try error(of: text) else {
        Issue.record("taken: \(text.prefix(10))")
        continue
      }
    }
  }

  @Test func aNewerFormatIsNamed() throws {
    let text = Self.whole.replacing(#""format": 1"#, with: #""format": 2"#)
    guard case .newerFormat(_, found: 2, known: 1) = try error(of: text) else {
      Issue.record("not refused as newer")
      return
    }
    // Nothing else of a newer file is understood, so nothing else is complained about.
    guard case .newerFormat = try error(of: #"{"format": 7, "things": []}"#) else {
      Issue.record("a newer shape is not damage")
      return
    }
  }

  @Test func anotherProjectTargetOrOriginIsRefused() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(Self.whole, at: path)
      #expect(throws: LockFileError.otherProject(path: path, found: project, expected: "shop")) {
        try LockFile.open(at: path, project: "shop", target: target)
      }
      #expect(throws: LockFileError.otherTarget(path: path, found: target, expected: "local")) {
        try LockFile.open(at: path, project: project, target: "local")
      }
      let lock = try open(path)
      try lock.checkOrigin(origin)
      for other in [
        Origin(baseURL: "https://elsewhere.example/v1", organization: "org_1"),
        Origin(baseURL: origin.baseURL, organization: "org_2"), Origin(baseURL: origin.baseURL),
      ] {
        guard
          case .otherOrigin = #expect(
            throws: LockFileError.self,
            performing: {
              try lock.checkOrigin(other)
            })
        else {
          Issue.record("\(other) passed")
          continue
        }
      }
    }
  }

  @Test func whatIsNoFileIsUnreadable() throws {
    try withFolder { folder in
      guard case .unreadable(folder, let reason) = failure(opening: folder) else {
        Issue.record("a folder passed for a file")
        return
      }
      #expect(!reason.isEmpty)
      try put("", at: "\(folder)/file")
      guard case .unreadable = failure(opening: "\(folder)/file/lock.json") else {
        Issue.record("a path through a file passed")
        return
      }
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func whatMayNotBeReadIsUnreadable() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(Self.whole, at: path)
      chmod(path, 0)
      guard case .unreadable = failure(opening: path) else {
        Issue.record("read without permission")
        return
      }
    }
  }

  @Test func everyErrorSaysWhatToDo() {
    let errors: [LockFileError] = [
      .unreadable(path: "p", reason: "r"), .damaged(path: "p", line: 1, column: 1, reason: "r"),
      .newerFormat(path: "p", found: 2, known: 1),
      .otherProject(path: "p", found: "a", expected: "b"),
      .otherTarget(path: "p", found: "a", expected: "b"),
      .otherOrigin(path: "p", found: "a", expected: "b"), .unwritable(path: "p", reason: "r"),
    ]
    for error in errors {
      #expect(error.detail.contains("p") && error.detail.hasSuffix("."))
      // The summary is the same for every occurrence, so that it can be searched for.
      #expect(!error.summary.contains("`") && !error.help.isEmpty)
    }
    #expect(Set(errors.map(\.summary)).count == errors.count)
  }
}
