import Foundation
import ResourceModel
import Testing
import Transport

/// What `--data` promises, kept by the executable.
@Suite(.inTurn, .timeLimit(.minutes(10))) struct EmulatorDataTests {
  private final class Folder {
    let url = URL.temporaryDirectory.appending(path: "asst-data-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  /// `stop` kills with SIGKILL, so that nothing can be written at the end.
  @Test func aKillLosesNothingThatWasAnswered() async throws {
    let folder = try Folder()
    let data = ["--data", folder.url.appending(path: "state.db").path]
    let first = try EmulatorProcess(data)
    for number in 1...20 {
      try await first.call(
        .post, "/assistants", ["model": "gpt-4o", "name": .string("\(number)")])
    }
    try await first.call(.post, "/vector_stores", ["name": "store"])
    let objects = try await first.objects("assistants")
    try await first.call(.delete, "/assistants/\(objects[3]["id"]?.string ?? "")")
    let before = try await first.objects("assistants")
    let stores = try await first.objects("vector_stores")
    await first.stop()

    let second = try EmulatorProcess(data)
    #expect(try await second.objects("assistants") == before)
    #expect(try await second.objects("vector_stores") == stores)
    #expect(before.count == 19)
    await second.stop()
  }

  @Test func twoCannotShareAFile() async throws {
    let folder = try Folder()
    let first = try EmulatorProcess(["--data", folder.url.appending(path: "state.db").path])
    let second = try await Executable.emulator.run(
      ["--port", "0", "--data", "state.db"], in: folder.url, environment: [:])
    #expect(second.status == 1)
    #expect(
      second.errors == """
        error: 'state.db' is in use by another process, most likely another asst-emulator; stop \
        that, or name another file with --data

        """)
    await first.stop()
  }

  /// The shell lets files grow to 256 blocks of 512 bytes, and writing beyond that fail.
  @Test func aWriteThatCannotBeKeptDidNotHappen() async throws {
    let folder = try Folder()
    let script = folder.url.appending(path: "small-disk")
    try Data(
      "#!/bin/sh\ntrap '' XFSZ\nulimit -f 256\nexec '\(Executable.emulator.url.path)' \"$@\"\n".utf8
    ).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    let data = ["--data", folder.url.appending(path: "state.db").path]
    let first = try EmulatorProcess(data, executable: script)
    var failed = 0
    for _ in 1...8 {
      let answer = try await first.call(
        .post, "/assistants",
        ["model": "gpt-4o", "instructions": .string(String(repeating: "x", count: 30_000))])
      if answer["error"]?["type"] == "server_error" { failed += 1 }
    }
    #expect((1..<8).contains(failed))
    let before = try await first.objects("assistants")
    #expect(before.count == 8 - failed)
    await first.stop()
    let second = try EmulatorProcess(data)
    #expect(try await second.objects("assistants") == before)
    await second.stop()
  }

  @Test func aMistakeInTheFaultsNamesFileAndPlace() async throws {
    let folder = try Folder()
    try Data(#"{"rules":[{"effect":{"drop":{"comit":"now"}}}]}"#.utf8)
      .write(to: folder.url.appending(path: "faults.json"))
    let run = try await Executable.emulator.run(
      ["--port", "0", "--faults", "faults.json"], in: folder.url, environment: [:])
    #expect(run.status == 1)
    #expect(
      run.errors == """
        error: the faults in 'faults.json' cannot be used. Unknown parameter: \
        'rules[0].effect.drop.comit'.

        """)
  }

  @Test func faultsOfAFileAct() async throws {
    let folder = try Folder()
    let faults = folder.url.appending(path: "faults.json")
    try Data(
      #"{"rules":[{"match":{"method":"POST","nth":1},"effect":{"answer":{"status":503,"commit":"now"}}}]}"#
        .utf8
    ).write(to: faults)
    let emulator = try EmulatorProcess(["--faults", faults.path])
    let answer = try await emulator.call(.post, "/assistants", ["model": "gpt-4o"])
    #expect(answer["error"]?["type"] == "server_error")
    #expect(try await emulator.objects("assistants").count == 1)
    await emulator.stop()
  }
}
