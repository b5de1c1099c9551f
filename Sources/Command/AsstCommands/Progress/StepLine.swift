import Reconciliation
import Synchronization

/// What is being done right now, on a terminal: the step that began last of those under way, and how many
/// have ended. While bytes are sent or files become searchable, that has the line.
final class StepLine: Sendable {
  private struct State {
    /// In the order in which they began.
    var running: [ApplyStep] = []
    /// Stores of which files are counted.
    var indexing: Set<ApplyStep> = []
    var ended = 0
  }

  private let console: Console
  private let total: Int
  private let state = Mutex(State())

  init(console: Console, total: Int) {
    self.console = console
    self.total = total
  }

  func started(_ step: ApplyStep) { state.withLock { $0.running.append(step) } }

  func indexed(_ step: ApplyStep) { state.withLock { _ = $0.indexing.insert(step) } }

  /// Done, failed or skipped.
  func ended(_ step: ApplyStep) {
    state.withLock { state in
      state.running.removeAll { $0 == step }
      state.indexing.remove(step)
      state.ended += 1
    }
  }

  /// Draws what is under way; after a line that stays, too, since that took its place.
  func draw() {
    // One after the other, so that no older state is drawn over a newer one.
    state.withLock { state in
      guard let step = state.running.last, state.indexing.isEmpty,
        !state.running.contains(where: { $0.verb == .upload })
      else { return }
      let others = state.running.count - 1
      let more = others > 0 ? " and \(others) more" : ""
      console.draw(
        "  … \(Self.present(step.verb)) \(step.address)\(more); \(state.ended) of \(total) done")
    }
  }

  private static func present(_ verb: ApplyStep.Verb) -> String {
    switch verb {
    case .create: "creating"
    case .update: "updating"
    case .delete: "deleting"
    case .release: "forgetting"
    case .upload: "uploading"
    case .attach: "attaching the files of"
    case .detach: "detaching files of"
    }
  }
}
