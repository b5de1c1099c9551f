import Reconciliation

/// Keeps the stream of events short: of the bytes of a file and the files of a store, each further
/// twentieth is told, and the end.
struct ProgressThrottle: Sendable {
  private static let parts = 20

  private var told: [ApplyStep: Int] = [:]

  /// Everything but progress is news.
  mutating func isNews(_ event: ApplyEvent) -> Bool {
    switch event {
    case .sent(let step, let bytes, let total): advance(step, bytes, of: total)
    case .indexed(let step, let count, let total): advance(step, count, of: total)
    case .started, .searching, .finished, .failed, .skipped, .ownForm: true
    }
  }

  private mutating func advance(_ step: ApplyStep, _ count: Int, of total: Int) -> Bool {
    let part = total > 0 ? Int(Double(count) / Double(total) * Double(Self.parts)) : 0
    guard part > told[step] ?? 0 else { return false }
    told[step] = part
    return true
  }
}
