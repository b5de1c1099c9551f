package import Planning
import ResourceModel

/// How many resources a plan touches, and how.
package struct PlanCounts: Sendable, Equatable {
  package var create = 0
  package var update = 0
  package var replace = 0
  package var delete = 0
  package var adopt = 0
  package var forget = 0
  package var unchanged = 0
  /// Of the changes above, those that undo what somebody did outside.
  package var drift = 0
  /// Of these, what was deleted outside or has expired, and is made anew.
  package var gone = 0
  /// What is ours, is no longer declared, and stays.
  package var kept = 0
  /// Files whose bytes are sent, each once.
  package var upload = 0
  package var uploadBytes = 0
  /// Files that nothing holds any more.
  package var deleteFiles = 0

  package init() {}

  package init(_ plan: Plan) {
    create = plan.count(.create)
    update = plan.count(.update)
    replace = plan.count(.replace)
    delete = plan.count(.delete)
    adopt = plan.count(.adopt)
    forget = plan.count(.forget)
    unchanged = plan.count(.noOp)
    drift = plan.effective.count { $0.hasDrift }
    gone = plan.effective.count { $0.reason.isDrift }
    kept = plan.kept.count
    let uploads = plan.uploads
    upload = uploads.count
    uploadBytes = uploads.reduce(0) { $0 + $1.file.size }
    deleteFiles = plan.fileDeletions.count
  }

  /// Before the work, or after it.
  package enum Tense: Sendable {
    case planned, done
  }

  /// One line: `1 to create, 2 to update, 0 to delete; 14 unchanged`, or, done,
  /// `1 created, 2 updated, 0 deleted; 14 unchanged`. What there always is stands there even when it
  /// is zero, so that nobody has to wonder; where a line has no room for it, what is deleted at least.
  package func sentence(_ tense: Tense, isBrief: Bool = false) -> String {
    let isDone = tense == .done
    var work: [String] = []
    if create > 0 || !isBrief { work.append("\(create) \(isDone ? "created" : "to create")") }
    if update > 0 || !isBrief { work.append("\(update) \(isDone ? "updated" : "to update")") }
    if replace > 0 { work.append("\(replace) \(isDone ? "replaced" : "to replace")") }
    work.append("\(delete) \(isDone ? "deleted" : "to delete")")
    if adopt > 0 { work.append("\(adopt) \(isDone ? "adopted" : "to adopt")") }
    if forget > 0 { work.append("\(forget) \(isDone ? "forgotten" : "to forget")") }
    if upload > 0 {
      work.append(
        isDone
          ? "\(Self.files(upload)) uploaded"
          : "\(Self.files(upload)) to upload (\(ByteCount.text(uploadBytes)))")
    }
    if deleteFiles > 0 {
      work.append("\(Self.files(deleteFiles)) \(isDone ? "deleted" : "to delete")")
    }
    var rest = ["\(unchanged) unchanged"]
    if kept > 0 { rest.append("\(kept) kept") }
    if drift > gone { rest.append("\(drift - gone) changed outside") }
    if gone > 0 { rest.append("\(gone) gone outside") }
    return work.joined(separator: ", ") + "; " + rest.joined(separator: ", ")
  }

  private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
