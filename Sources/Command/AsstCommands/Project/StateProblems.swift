import Diagnostics
import Reconciliation
import ResourceModel

/// Why a command that edits what is recorded stops.
enum StateProblems {
  static func notRecorded(_ address: Address, target: String, known: [Address]) -> Diagnostic {
    let help =
      Suggestion.nearest(to: address.description, in: known.map(\.description).sorted())
      .map { "Did you mean `\($0)`?" } ?? "`asst state list` lists what is recorded."
    return Diagnostic(
      "ASST309", "This resource is not recorded",
      detail: "The lock file of target \(target) has no \(address).", help: help, at: nil)
  }

  static func isTaken(_ address: Address, by id: String) -> Diagnostic {
    Diagnostic(
      "ASST380", "The new address is in use",
      detail: "\(id) is \(address) already.",
      help: "Choose another address, or forget that one first with `asst state rm \(address)`.",
      at: nil)
  }

  static func otherKind(_ from: Address, _ to: Address) -> Diagnostic {
    Diagnostic(
      "ASST381", "An address stays with its kind",
      detail: "\(from) cannot become \(to): `\(from.collection)` and `\(to.collection)` are "
        + "different kinds of resource.",
      help: "Give the new address as `\(from.collection).\(to.key)`.", at: nil)
  }

  static func foreign(_ id: String, owner: Marker) -> Diagnostic {
    Diagnostic(
      "ASST382", "The object belongs to another project or target",
      detail: "The marker of \(id) says that it is \(owner.address) of project \(owner.project) at "
        + "target \(owner.target). It is left alone.",
      help: "If two lock files were mixed up, restore the right one.", at: nil)
  }

  static func unfinished(_ address: Address) -> Diagnostic {
    Diagnostic(
      "ASST383", "A replacement has not finished",
      detail:
        "A predecessor of \(address) is still to be deleted, and only this entry knows of it.",
      help: "Run `asst apply`, which deletes it, and try again.", at: nil)
  }

  static func ambiguous(_ address: Address, ids: [String]) -> Diagnostic {
    Diagnostic(
      "ASST384", "Several objects carry this address",
      detail: "\(ids.joined(separator: ", ")) all say that they are \(address), and the lock file "
        + "records none of them.",
      help: "Delete those that nobody uses in the provider's dashboard, or restore the lock file.",
      at: nil)
  }

  /// Nothing was written to the object; what the lock file says by then is in `consequence`.
  static func markerNotWritten(
    _ failure: StepFailure, of address: Address, _ consequence: String
  ) -> Diagnostic {
    Diagnostic(
      "ASST385", "The marker could not be changed",
      detail: "\(address): \(failure.message.asSentence) \(consequence)", help: failure.help,
      at: nil)
  }

  static func stillDeclared(_ address: Address) -> Diagnostic {
    Diagnostic(
      "ASST386", .warning, "A forgotten resource is still declared",
      detail: "The YAML still declares \(address), so the next apply would create a new one beside "
        + "the old one.",
      help: "Remove it from the YAML.", at: nil)
  }

  static func notDeclared(_ address: Address, insteadOf former: Address) -> Diagnostic {
    Diagnostic(
      "ASST387", .warning, "The new address is not declared yet",
      detail: "The YAML has to say \(address) where it says \(former).",
      help: "Rename the key before the next apply.", at: nil)
  }
}
