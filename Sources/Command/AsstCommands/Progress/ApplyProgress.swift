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
  private static let narrowest = 20

  private let console: Console
  private let total: Int
  private let finished = Mutex(0)
  private let transfers: TransferProgress
  private let steps: StepLine
  private let sizes: [Address: Int]
  /// How many files of a store became searchable.
  private let searchable = Mutex<[ApplyStep: Int]>([:])

  /// `uploads` are the files that are sent.
  init(console: Console, total: Int, uploads: [PlannedUpload] = []) {
    self.console = console
    self.total = total
    steps = StepLine(console: console, total: total)
    transfers = TransferProgress(
      console: console, files: uploads.count, bytes: uploads.reduce(0) { $0 + $1.file.size })
    sizes = Dictionary(
      uploads.map { ($0.address, $0.file.size) }, uniquingKeysWith: { first, _ in first })
  }

  /// Nothing more comes.
  func end() { transfers.end() }

  func report(_ event: ApplyEvent) {
    tell(event)
    steps.draw()
  }

  private func tell(_ event: ApplyEvent) {
    switch event {
    case .started(let step): steps.started(step)
    case .searching(let step, let error):
      let line = Self.line(
        "?", .warning, step, "\(error.message); looking whether it was created")
      console.tell(laid([line]))
    case .sent(let step, let bytes, _): transfers.sent(step, bytes: bytes)
    case .indexed(let step, let count, let total):
      searchable.withLock { $0[step] = count }
      steps.indexed(step)
      transfers.indexed(step, count, of: total)
    case .finished(let step, let id, let duration):
      steps.ended(step)
      if step.verb == .upload { transfers.finished(step, bytes: sizes[step.address] ?? 0) }
      if total <= Self.mostLines {
        let what = searchable.withLock { $0[step] }.map(Self.searchable) ?? Self.past(step.verb)
        let words = [what, id].compactMap { $0 }.joined(separator: " ")
        let (glyph, style) = Self.glyph(step.verb)
        var line = Self.line(glyph, style, step, words)
        line.append("  \(Self.seconds(duration))", .faint)
        console.note(laid([line]))
      }
      count()
    case .failed(let step, let failure):
      steps.ended(step)
      if step.verb == .upload { transfers.failed(step) }
      let line = Self.line("✗", .error, step, "\(step.verb.rawValue) failed: \(failure.message)")
      let help = failure.help.map { StyledText("    \($0)", .faint) }
      console.tell(laid([line] + [help].compactMap { $0 }))
      count()
    case .skipped(let step, let cause):
      steps.ended(step)
      let line = Self.line(
        "·", .faint, step, "\(step.verb.rawValue) skipped, because \(cause) failed")
      console.tell(laid([line]))
      count()
    case .ownForm(let step, let paths):
      let names = paths.map(\.description).joined(separator: ", ")
      let line = Self.line("!", .warning, step, "the server keeps its own form of \(names)")
      console.note(laid([line]))
    }
  }

  /// Lines that stay, below a margin of two columns; wrapped where a terminal is narrower.
  private func laid(_ lines: [StyledText]) -> StyledText {
    var text = StyledText()
    for line in lines {
      let width = console.errorWidth.map { max(Self.narrowest, $0) } ?? .max
      let parts = line.wrapped(first: width - 2, others: width - 6, marksWords: false)
      for (index, part) in parts.enumerated() {
        text.append(index == 0 ? "  " : "      ")
        text.line(part)
      }
    }
    return text
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
    _ glyph: String, _ style: StyledText.Style, _ step: ApplyStep, _ what: String
  ) -> StyledText {
    var text = StyledText("\(glyph) ", style)
    text.append("\(step.address)", .strong)
    text.append("  \(what)")
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
