import Diagnostics
import Planning
import PlanRendering
import Reconciliation
import ResourceModel
import Synchronization

/// What a person sees while an apply runs: a line for each resource, and for many resources only
/// what failed and how far it is.
final class ApplyProgress: Sendable {
  /// With more steps than this the lines of those that went well are counted instead of printed.
  private static let mostLines = 50

  private let console: Console
  private let total: Int
  private let finished = Mutex(0)
  private let transfers: TransferProgress
  private let sizes: [Address: Int]
  /// How many files of a store became searchable.
  private let searchable = Mutex<[ApplyStep: Int]>([:])

  /// `uploads` are the files that are sent.
  init(console: Console, total: Int, uploads: [PlannedUpload] = []) {
    self.console = console
    self.total = total
    transfers = TransferProgress(
      console: console, files: uploads.count, bytes: uploads.reduce(0) { $0 + $1.file.size })
    sizes = Dictionary(
      uploads.map { ($0.address, $0.file.size) }, uniquingKeysWith: { first, _ in first })
  }

  /// Nothing more comes.
  func end() { transfers.end() }

  func report(_ event: ApplyEvent) {
    switch event {
    case .started: break
    case .searching(let step, let error):
      var text = StyledText("  ? ", .warning)
      text.append("\(step.address)", .strong)
      text.line("  \(error.message); looking whether it was created")
      console.tell(text)
    case .sent(let step, let bytes, _): transfers.sent(step, bytes: bytes)
    case .indexed(let step, let count, let total):
      searchable.withLock { $0[step] = count }
      transfers.indexed(step, count, of: total)
    case .finished(let step, let id, let duration):
      if step.verb == .upload { transfers.finished(step, bytes: sizes[step.address] ?? 0) }
      if total <= Self.mostLines {
        let what = searchable.withLock { $0[step] }.map(Self.searchable) ?? Self.past(step.verb)
        let words = [what, id].compactMap { $0 }.joined(separator: " ")
        console.note(Self.line(step, glyph: Self.glyph(step.verb), words, after: duration))
      }
      count()
    case .failed(let step, let failure):
      if step.verb == .upload { transfers.failed(step) }
      var text = StyledText("  ✗ ", .error)
      text.append("\(step.address)", .strong)
      text.line("  \(step.verb.rawValue) failed: \(failure.message)")
      if let help = failure.help { text.line("      \(help)", .faint) }
      console.tell(text)
      count()
    case .skipped(let step, let cause):
      var text = StyledText("  · ", .faint)
      text.append("\(step.address)", .strong)
      text.line("  \(step.verb.rawValue) skipped, because \(cause) failed")
      console.tell(text)
      count()
    case .ownForm(let step, let paths):
      var text = StyledText("  ! ", .warning)
      text.append("\(step.address)", .strong)
      text.line(
        "  the server keeps its own form of \(paths.map(\.description).joined(separator: ", "))")
      console.note(text)
    }
  }

  private func count() {
    let done = finished.withLock { count in
      count += 1
      return count
    }
    let tenth = max(1, total / 10)
    if total > Self.mostLines, done % tenth == 0 || done == total {
      console.note("  \(done) of \(total)")
    }
  }

  private static func line(
    _ step: ApplyStep, glyph: (String, StyledText.Style), _ what: String, after duration: Duration
  ) -> StyledText {
    var text = StyledText("  \(glyph.0) ", glyph.1)
    text.append("\(step.address)", .strong)
    text.append("  \(what)")
    text.line("  \(seconds(duration))", .faint)
    return text
  }

  private static func glyph(_ verb: ApplyStep.Verb) -> (String, StyledText.Style) {
    switch verb {
    case .create: ("+", .added)
    case .update: ("~", .changed)
    case .delete: ("-", .removed)
    case .release: ("×", .faint)
    case .upload: ("↑", .added)
    case .attach: ("+", .added)
    case .detach: ("-", .removed)
    }
  }

  private static func past(_ verb: ApplyStep.Verb) -> String {
    switch verb {
    case .create: "created"
    case .update: "updated"
    case .delete: "deleted"
    case .release: "forgotten"
    case .upload: "uploaded"
    case .attach: "files in place"
    case .detach: "files detached"
    }
  }

  private static func searchable(_ count: Int) -> String {
    "\(count) \(count == 1 ? "file" : "files") searchable"
  }

  /// `0.3 s`
  static func seconds(_ duration: Duration) -> String {
    let tenths = Int((duration / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
