import Planning
import ResourceModel

/// What one step needs, and nothing that changes while it runs.
struct StepTask: Sendable {
  let step: ApplyStep
  /// nil for a deletion.
  var builder: WriteBuilder?
  var observed: ObservedResource?
  var files: FileWork?

  /// The files that a step is about; nil for a step that writes an object.
  enum FileWork: Sendable {
    /// `known` are the files that are something else's than this upload's.
    case send(DesiredFile, known: KnownFiles)
    case fill(StoreWork)
    case empty(StoreLeave)
    case delete
  }

  /// Whether the store is asked how much it holds afterwards: after the last step that changes it.
  var isLastOfStore = false
}
