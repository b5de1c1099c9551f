package import Diagnostics
import OrderedCollections
package import ResourceModel

/// What a plan refuses to do, and what it warns of. One factory a message.
package enum PlanProblems {
  static func createOnlyChanged(_ path: AttributePath, of resource: DesiredResource) -> Diagnostic {
    Diagnostic(
      "ASST201", "This attribute cannot change in place",
      detail: "`\(path)` of \(resource.address) is given when the resource is created; "
        + "the provider has no way to change it later.",
      help:
        "Run again with `--replace \(resource.address)`: a new resource is created, what refers to "
        + "it is bound anew, then the old one is deleted.",
      at: resource.attributes[path]?.span ?? resource.span)
  }

  static func foreign(
    _ address: Address, id: String, owner: Marker, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "ASST202", "This object belongs to another project or target",
      detail: "The lock file records \(id) as \(address), but the object's marker says that it is "
        + "\(owner.address) of project \(owner.project) at target \(owner.target). It is left alone.",
      help: "If two lock files were mixed up, restore the right one. If the project or target was "
        + "renamed, say its old name under `formerly`.",
      at: span)
  }

  static func ambiguous(_ address: Address, ids: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "ASST203", "Several objects carry the marker of one resource",
      detail: "\(ids.joined(separator: ", ")) all say that they are \(address), and the lock file "
        + "records none of them. Which one is in use cannot be told.",
      help:
        "Restore the lock file from version control; or run `asst recover`, which keeps the oldest "
        + "and with `--delete-duplicates` deletes the others.",
      at: span)
  }

  static func twin(_ address: Address, id: String, twins: [String], at span: SourceSpan?)
    -> Diagnostic
  {
    Diagnostic(
      "ASST204", .warning, "Another object carries the marker of this resource",
      detail: "\(address) is \(id); \(twins.joined(separator: ", ")) says so too. "
        + "It may be a copy made in a dashboard, or left by an interrupted apply. It is left alone.",
      help: "Delete it in the provider's dashboard if nobody uses it.", at: span)
  }

  static func namesake(
    _ address: Address, kind: ResourceKind, ids: [String], at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "ASST205", .warning, "A resource of the same name exists and is not managed",
      detail:
        "\(address) would be created beside \(listed(ids)), of the same name and without a marker. "
        + "The provider allows both.",
      help:
        "If that is the \(kind.words) you mean, adopt it before you apply, or it would become a second "
        + "one: `asst import \(address) \(ids.first ?? "ID")`.",
      at: span)
  }

  /// The first few, and how many more: a dashboard can hold thousands of one name.
  private static func listed(_ ids: [String]) -> String {
    let shown = ids.prefix(3).joined(separator: ", ")
    return ids.count > 3 ? "\(shown) and \(ids.count - 3) more" : shown
  }

  static func protected(
    _ address: Address, verb: String, _ severity: Diagnostic.Severity = .error, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "ASST206", severity, "A protected resource would be deleted",
      detail: "\(address) is to be \(verb), but its `lifecycle` says `protect: true`.",
      help: "Remove `protect: true` first, and apply that, if it really is to go.", at: span)
  }

  /// `severity` is a warning where nothing is written.
  static func anotherAccount(
    gone: Int, recorded: Int, _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    let again =
      severity == .error
      ? "run again with `--allow-recreate`." : "`asst apply --allow-recreate` makes them anew."
    return Diagnostic(
      "ASST207", severity, "The recorded resources are gone",
      detail: "\(gone) of \(recorded) resources in the lock file do not exist at this target. Most "
        + "likely the key is that of another account, another server answers at `base_url`, or "
        + "everything was deleted there.",
      help: "Check the target's `base_url`, `api_key` and headers. If the resources really were "
        + "deleted, as with an emulator that was stopped, \(again)",
      at: nil)
  }

  static func massChange(
    _ count: Int, of total: Int, _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      "ASST208", severity, "A large share of the resources would be deleted or replaced",
      detail: "\(count) of \(total) resources would go.",
      help: "Look at the plan; if it is what you want, run again with `--allow-mass-change`.",
      at: nil)
  }

  static func unknownSelection(_ address: Address, flag: String, known: [Address]) -> Diagnostic {
    let nearest = Suggestion.nearest(
      to: address.description, in: known.lazy.map(\.description))
    return Diagnostic(
      "ASST209", "A flag names a resource that does not exist",
      detail: "`\(flag) \(address)`: neither the YAML nor the lock file knows \(address).",
      help: nearest.map { "Did you mean `\($0)`?" }, at: nil)
  }

  static func missingDependency(
    _ dependency: Address, of resource: DesiredResource
  ) -> Diagnostic {
    Diagnostic(
      "ASST210", "A selected resource needs one that is left out",
      detail:
        "\(resource.address) refers to \(dependency), which does not exist yet and is excluded.",
      help: "Select \(dependency) as well.", at: resource.span)
  }

  static func unboundDependant(_ resource: DesiredResource, on dependency: Address) -> Diagnostic {
    Diagnostic(
      "ASST213", "A resource that is left out refers to one that is replaced",
      detail: "\(dependency) gets a new ID and the old object is deleted, but \(resource.address) "
        + "refers to it and is not part of this plan.",
      help: "Select \(resource.address) as well.", at: resource.span)
  }

  package static func filesUnsupported(_ path: AttributePath, of resource: DesiredResource)
    -> Diagnostic
  {
    Diagnostic(
      "ASST211", "The provider has no files",
      detail:
        "\(resource.address) declares `\(path)`, and this target's provider can hold no files.",
      help: "Leave `files` out for this target.",
      at: resource.attributes[path]?.span ?? resource.span)
  }

  static func contested(
    _ address: Address, _ claims: [(name: String, object: ObservedResource)],
    at span: SourceSpan?
  ) -> Diagnostic {
    let shown = claims.map { "\($0.object.id) is \($0.name)" }.joined(separator: ", and ")
    return Diagnostic(
      "ASST214", "A resource and its former name both exist",
      detail:
        "\(shown); `formerly` says that they are one resource. Each was created by itself, so "
        + "nobody but you can tell which one is meant to be \(address).",
      help: "Run `asst recover --release ID` for the one that is not: it is left as it is, and no "
        + "longer this project's. If they are two resources, remove `formerly`.",
      at: span)
  }
}
