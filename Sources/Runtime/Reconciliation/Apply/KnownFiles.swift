import Planning
import ResourceModel

/// The files that cannot be what an upload without an answer left, since they are something else.
///
/// Each of ten thousand uploads takes one along, so that it shares what does not change.
struct KnownFiles: Sendable {
  /// What the lock file or the look knew before the apply.
  private var before: Set<String>
  /// What this apply sent under the same name before.
  var sent: [String] = []

  init(_ plan: Plan, recorded: RecordedState) {
    before = recorded.attachedFiles.union(recorded.looseFiles.keys)
    for files in plan.changes.lazy.compactMap(\.files) {
      before.formUnion(files.inPlace.values.lazy.map(\.file))
      before.formUnion(files.changes.lazy.compactMap(\.file))
    }
  }

  func contains(_ file: String) -> Bool { before.contains(file) || sent.contains(file) }
}
