import Diagnostics
import ProjectConfiguration
import Reconciliation
import ResourceModel

/// Why an object is not taken over. One factory a message.
enum ImportProblems {
  static func missing(_ id: String, kind: ResourceKind, target: String) -> Diagnostic {
    Diagnostic(
      "ASST361", "There is no object with this ID",
      detail: "Target \(target) has no \(kind.words) `\(id)`, and nothing else of that ID.",
      help:
        "Check the ID, and with `asst doctor` that the target's `base_url` and key belong to the "
        + "account that the object was made in.",
      at: nil)
  }

  static func otherKind(
    _ id: String, wanted: ResourceKind, found: ResourceKind, command: String
  ) -> Diagnostic {
    Diagnostic(
      "ASST362", "The ID belongs to another kind of resource",
      detail:
        "`\(id)` is not the ID of \(wanted.words.withArticle) but of \(found.words.withArticle).",
      help: "Import it as what it is: `\(command)`.", at: nil)
  }

  static func managedAlready(_ id: String, as address: Address, at span: SourceSpan?) -> Diagnostic
  {
    Diagnostic(
      "ASST363", "The object is managed already",
      detail:
        "`\(id)` is recorded as \(address), which the YAML declares. There is nothing to import.",
      help: "`asst plan` shows what differs.", at: span)
  }

  static func managed(_ id: String, as owner: Address, wanted: Address) -> Diagnostic {
    Diagnostic(
      "ASST364", "The object is managed under another address",
      detail: "`\(id)` is \(owner) of this project and target already.",
      help: owner.collection == wanted.collection
        ? "To give it the new name, run `asst state mv \(owner) \(wanted)` and rename its key in the YAML."
        : "Nothing has to be imported; `asst plan` shows what differs.",
      at: nil)
  }

  static func leaving(_ id: String, of address: Address) -> Diagnostic {
    Diagnostic(
      "ASST364", "The object is managed under another address",
      detail: "`\(id)` is what \(address) was before it was replaced, and is still to be deleted.",
      help: "Run `asst apply` to end the replacement.", at: nil)
  }

  static func foreign(_ id: String, owner: Marker) -> Diagnostic {
    Diagnostic(
      "ASST365", "The object belongs to another project or target",
      detail:
        "Its marker says that `\(id)` is \(owner.address) of project \(owner.project) at target "
        + "\(owner.target). It is left alone.",
      help:
        "If it is to change hands, run `asst state rm \(owner.address) --target \(owner.target)` in "
        + "that project, which takes its marker off.",
      at: nil)
  }

  static func unreadableMarker(_ id: String) -> Diagnostic {
    Diagnostic(
      "ASST366", "The marker of the object cannot be read",
      detail:
        "The metadata of `\(id)` has an entry `\(Marker.metadataKey)` that this version did not "
        + "write: it was edited, or a newer version wrote it. Whose the object is cannot be told.",
      help: "If nobody manages it, remove that entry in the provider's dashboard and import again.",
      at: nil)
  }

  static func addressTaken(_ address: Address, by current: String, wanted: String) -> Diagnostic {
    Diagnostic(
      "ASST367", "The address belongs to another object",
      detail: "The lock file records \(address) as `\(current)`, not as `\(wanted)`.",
      help:
        "Import it under another key; or run `asst state rm \(address)` first, if this object is to "
        + "take the place of the other one.",
      at: nil)
  }

  static func noRoom(
    _ id: String, count: Int, maximum: Int, attribute: String
  ) -> Diagnostic {
    Diagnostic(
      "ASST368", "There is no room for the marker",
      detail:
        "The `\(attribute)` of `\(id)` has \(count) entries. The marker needs room beside them, so "
        + "that \(maximum) are the most.",
      help: "Remove entries that nobody needs in the provider's dashboard and import again.",
      at: nil)
  }

  static func inTheWay(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      "ASST369", "Files are in the way",
      detail: "Nothing was written, because these exist with another text: "
        + "\(paths.map { "`\($0)`" }.joined(separator: ", ")).",
      help: "Move them away, or import under another key.", at: nil)
  }

  static func remark(_ remark: ImportedResource.Remark, address: Address) -> Diagnostic {
    switch remark {
    case .files(let path):
      Diagnostic(
        "ASST370", .warning, "Something was left out of the YAML",
        detail:
          "`\(path)` of \(address) was not imported: this version does not import files. Those "
          + "that are attached stay as they are.",
        help:
          "Leave `\(path.description.split(separator: ".").last ?? "files")` undeclared for now.",
        at: nil)
    case .homeless(let path):
      Diagnostic(
        "ASST370", .warning, "Something was left out of the YAML",
        detail:
          "`\(path)` of \(address) is set, and nothing that could declare it is there. It stays "
          + "as it is.",
        at: nil)
    }
  }

  static func expired(_ id: String, kind: ResourceKind) -> Diagnostic {
    Diagnostic(
      "ASST371", "The object has expired",
      detail: "The \(kind.words) `\(id)` no longer serves; the next apply would make a new one.",
      help: "Declare a new one in YAML instead.", at: nil)
  }

  static func errorsInWritten(_ address: Address, command: String) -> Diagnostic {
    Diagnostic(
      "ASST372", "The imported configuration has errors",
      detail:
        "The files of \(address) are written and stay. Nothing is recorded yet, and the object is "
        + "unchanged.",
      help: "Mend the other errors, then run the same command again: `\(command)`.", at: nil)
  }

  static func notRead(_ address: Address) -> Diagnostic {
    Diagnostic(
      "ASST372", "The imported configuration has errors",
      detail: "The files of \(address) are written, but the project does not read them.",
      help: "Check that they lie in the configuration folder.", at: nil)
  }

  static func notAdopted(
    _ address: Address, id: String, _ failure: StepFailure, command: String
  ) -> Diagnostic {
    let reason =
      if case .moved = failure {
        "`\(id)` was changed by somebody else during the import."
      } else {
        "The marker of `\(id)` could not be written: \(failure.message.asSentence)"
      }
    return Diagnostic(
      "ASST373", "The object was not taken over",
      detail: "\(reason) Nothing is recorded of \(address); the YAML stays.",
      help: failure.retryHelp.map { "\($0) Then run `\(command)`." } ?? "Run `\(command)` again.",
      at: nil)
  }

  static func unknownKind(_ address: Address, known: [String]) -> Diagnostic {
    Diagnostic(
      "ASST374", "There is no such kind of resource",
      detail: "`\(address)` begins with `\(address.collection)`; the kinds are "
        + "\(known.sorted().map { "`\($0)`" }.joined(separator: ", ")).",
      help: Suggestion.nearest(to: address.collection, in: known).map {
        "Did you mean `\($0).\(address.key)`?"
      }, at: nil)
  }
}

extension StepFailure {
  /// What to do before the same command is run again.
  fileprivate var retryHelp: String? {
    if case .provider(let error) = self { return error.help }
    return nil
  }
}
