import OrderedCollections

extension Plan {
  /// What somebody did outside and nothing else: values and resources that drifted or are in conflict,
  /// what was deleted or expired, and notes on what nobody declared.
  package func onlyDrift() -> Plan {
    var plan = self
    plan.kept = []
    plan.fileDeletions = []
    plan.changes = changes.compactMap { change in
      let isNoted = !change.notes.isEmpty || !(change.files?.foreignMembers.isEmpty ?? true)
      guard change.hasDrift || isNoted || !change.held.isEmpty else { return nil }
      // What is gone is shown whole: all of it would be made anew.
      if change.reason.isDrift { return change }
      var drifted = change
      drifted.attributes = change.attributes.filter(\.cause.isDrift)
      drifted.files?.changes.removeAll { !$0.isDrift }
      drifted.namesakes = []
      if drifted.attributes.isEmpty, !(drifted.files?.hasDrift ?? false) {
        drifted.action = .noOp
        drifted.reason = .inPlace
      } else {
        drifted.action = .update
        let isConflict = drifted.attributes.contains { $0.cause == .conflict }
        drifted.reason = isConflict ? .configurationChanged : .changedOutside
      }
      return drifted
    }
    let shown = Set(plan.changes.map(\.address))
    plan.outputs = outputs.filter { shown.contains($0.value) }
    return plan
  }
}
