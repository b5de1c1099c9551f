package import Diagnostics
package import ResourceModel

/// What is told of resources of a reviewed plan that are left alone. One factory a message.
package enum ReviewProblems {
  /// `desired` is what the YAML says of the resource today; `leavesRest` says whether there is something
  /// of the plan that is applied all the same.
  package static func refused(
    _ refusal: Refusal, desired: DesiredResource?, leavesRest: Bool
  ) -> Diagnostic {
    let address = refusal.address
    let left =
      leavesRest
      ? "It is left alone, and the rest of the plan is applied."
      : "It is left alone, and nothing else of the plan is left to apply."
    switch refusal.reason {
    case .configurationChanged:
      return Diagnostic(
        "ASST221", "The configuration is not the one that was reviewed",
        detail: desired == nil
          ? "\(address) is no longer declared. \(left)"
          : "The plan would \(refusal.action.verb) \(address), and its YAML or a file of it has "
            + "changed since. \(left)",
        help: "Check out the revision that was planned, or make a plan of this one.",
        at: desired?.span)
    case .changedOutside:
      return moved("\(address) was changed since the plan was made. \(left)", at: desired)
    case .deletedOutside:
      return moved("\(address) was deleted since the plan was made. \(left)", at: desired)
    case .otherAction(let action):
      let today = action.map { "today it would be: \($0.verb)" } ?? "today nothing could be done"
      return Diagnostic(
        "ASST223", "Another change would be made than was reviewed",
        detail: "The plan says of \(address): \(refusal.action.verb); \(today). \(left)",
        help: newPlan, at: desired?.span)
    case .otherReference:
      return Diagnostic(
        "ASST223", "Another change would be made than was reviewed",
        detail: "What \(address) refers to is another object than when the plan was made. \(left)",
        help: newPlan, at: desired?.span)
    case .needs(let other):
      return Diagnostic(
        "ASST224", "A resource waits for one that is refused",
        detail: "\(address) refers to \(other), which is left alone; so it is, too.",
        help: newPlan, at: desired?.span)
    case .neededBy(let other):
      return Diagnostic(
        "ASST224", "A resource waits for one that is refused",
        detail: "\(address) is to go, and \(other), which is left alone, refers to it. It stays.",
        help: newPlan, at: desired?.span)
    }
  }

  private static let newPlan = "Make a new plan with `asst plan --out FILE`, and review it."

  private static func moved(_ detail: String, at desired: DesiredResource?) -> Diagnostic {
    Diagnostic(
      "ASST222", "A resource was changed since the plan was made", detail: detail, help: newPlan,
      at: desired?.span)
  }
}

extension Action {
  fileprivate var verb: String {
    switch self {
    case .create: "create"
    case .update: "update"
    case .replace: "replace"
    case .delete: "delete"
    case .adopt: "adopt"
    case .forget: "forget"
    case .noOp: "leave as it is"
    }
  }
}
