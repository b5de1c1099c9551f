import DiagnosticReports
import OrderedCollections
import Reconciliation
import ResourceModel
import Synchronization
import Testing

@testable import AsstCommands

/// The lines that programs are told.
@Suite struct ApplyEventStreamTests {
  private static let upload = ApplyStep(
    .upload, Address(file: "a.pdf"), kind: ResourceKind("file"), id: nil)

  private final class Lines: Sendable {
    private let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }
    func add(_ text: String) { texts.withLock { $0.append(text) } }
  }

  private func stream(_ lines: Lines) -> ApplyEventStream {
    ApplyEventStream(
      command: "apply",
      paths: ReportPaths(workingDirectory: "/work", checkout: nil, fallback: "asst.yaml"),
      write: lines.add)
  }

  @Test func progressNeverFloods() throws {
    let lines = Lines()
    let stream = stream(lines)
    for bytes in 0...100_000 { stream.happened(.sent(Self.upload, bytes: bytes, of: 100_000)) }
    stream.happened(.sent(Self.upload, bytes: 0, of: 0))
    let told = try lines.all.map { try JSONParser.parse($0) }
      .filter { $0["event"] == "progress" }.compactMap { $0["bytes"]?.integer }
    #expect(told == (1...20).map { $0 * 5_000 })
  }

  @Test func everyEventIsALineOfItsOwn() throws {
    let lines = Lines()
    let stream = stream(lines)
    let failure = StepFailure.provider(
      ProviderError(.rejected(parameter: nil), "one\ntwo\u{2028}three\u{202E}\u{1B}[31m"))
    stream.happened(.failed(Self.upload, failure))
    stream.end(status: 1)
    for line in lines.all {
      #expect(line.hasSuffix("\n"))
      #expect(line.dropLast().split(whereSeparator: \.isNewline).count == 1)
      #expect(!line.contains("\u{202E}") && !line.contains("\u{1B}"))
    }
    let events = try lines.all.map { try JSONParser.parse($0) }
    #expect(events.map { $0["event"] } == ["start", "failed", "summary"])
    #expect(events[1]["message"]?.string?.hasPrefix("one\ntwo\u{2028}three") == true)
    #expect(events[1]["code"] == "ASST330")
    #expect(events[2]["exit_status"] == 1)
  }
}
