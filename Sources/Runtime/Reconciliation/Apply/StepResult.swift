import Planning
import ResourceModel

/// What came of one step: what the server answered, and what is known of a write that it did not answer.
struct StepResult: Sendable {
  let task: StepTask
  var answer: ObservedResource?
  var check: AnswerCheck?
  /// The file that was sent.
  var sentFile: String?
  var store: StoreOutcome?
  /// An upload of which nobody knows whether it was done.
  var unresolvedUpload: UnresolvedUpload?
  var failure: StepFailure?
  /// The journal's entry that this write still has to end; nil where nothing was sent.
  var entry: Int?
  /// A create of which nobody knows whether it was done.
  var unresolved: UnresolvedCreate?
  /// Creates that were refused before the one that was answered.
  var refused: [UnresolvedCreate] = []
  var duration: Duration = .zero

  init(task: StepTask) { self.task = task }

  mutating func take(
    _ answer: ObservedResource, write: ResourceWrite?, before: ObservedResource?,
    schema: ResourceSchema
  ) {
    self.answer = answer
    check = write.map { AnswerCheck(schema: schema, write: $0, before: before, answer: answer) }
  }

  var answerFailure: StepFailure? {
    guard let answer, let check else { return nil }
    if check.markerIsMissing { return .markerDropped(id: answer.id) }
    return check.notTaken.isEmpty ? nil : .notTaken(check.notTaken, id: answer.id)
  }
}
