import OrderedCollections
import Planning
import ResourceModel

/// What a plan comes to, in the words that every rendering for people shares.
struct PlanHeadline {
  /// `Plan`, `No changes`, `Drift`, `No drift`
  let label: String
  /// What stands between the label and the place: `for`, `at`.
  let preposition: String
  /// Without a full stop.
  let sentence: String
  /// The same in fewer words, for where there is no room.
  let brief: String

  /// Of a whole plan.
  init(of plan: Plan) {
    preposition = "for"
    let counts = PlanCounts(plan)
    guard plan.effective.isEmpty, plan.fileDeletions.isEmpty else {
      (label, sentence) = ("Plan", counts.sentence(.planned))
      brief = counts.sentence(.planned, isBrief: true)
      return
    }
    let resources = counts.unchanged == 1 ? "1 resource is" : "\(counts.unchanged) resources are"
    let asDeclared =
      counts.unchanged == 0 ? "nothing is declared or selected" : "\(resources) as declared"
    let held = plan.changes.count { !$0.held.isEmpty }
    let exception = held == 0 ? "" : ", but for what was changed outside and is left in place"
    (label, sentence) = ("No changes", asDeclared + exception)
    brief = sentence
  }

  /// Where only drift is shown: how much of it there is, in words that say nothing about what an apply
  /// would do.
  init(ofDrift drift: Plan, in whole: Plan) {
    preposition = "at"
    let gone = drift.changes.count { $0.reason.isDrift }
    let changed = drift.changes.count { $0.hasDrift } - gone
    let notes = drift.changes.reduce(0) { $0 + $1.notes.count }
    let looked = whole.changes.count { $0.id != nil || $0.reason.isDrift }
    let noted =
      notes == 0
      ? "" : "; \(notes) \(notes == 1 ? "value" : "values") that nobody declared changed too"
    guard gone + changed > 0 else {
      let resources = looked == 1 ? "1 resource" : "\(looked) resources"
      (label, sentence) = ("No drift", "\(resources) looked at\(noted)")
      brief = sentence
      return
    }
    (label, sentence) = (
      "Drift", "\(changed) changed outside, \(gone) gone, of \(looked)\(noted)"
    )
    brief = sentence
  }
}

extension Plan {
  /// What was taken for granted: a plan that did not look says so.
  var assumption: String? {
    let count = changes.count { $0.files?.isAssumed ?? false }
    guard count > 0 else { return nil }
    return count == 1
      ? "Files of 1 store were not listed: it holds as much as the last apply left."
      : "Files of \(count) stores were not listed: they hold as much as the last apply left."
  }

  /// The outputs whose values change, since applications read them.
  var changedOutputs: [(name: String, address: Address)] {
    let renewed = Set(changes.filter { [.create, .replace].contains($0.action) }.map(\.address))
    return outputs.elements.filter { renewed.contains($0.value) }.map { ($0.key, $0.value) }
  }
}
