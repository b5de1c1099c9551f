import OrderedCollections
package import Planning
package import ResourceModel

/// A reviewed plan as a document: the JSON plan, and `saved` with what it takes to apply exactly that.
///
/// It holds prompt text. `saved.checksum` is the SHA-256 of the rest of the document without white space,
/// its keys in their order and its numbers as they are written, so that one that was cut or edited is not
/// applied; it is no signature: whoever may write the file may write another one.
package enum SavedPlan {
  /// The format that this version writes, and the newest that it reads. It counts up when a member or
  /// what a digest is taken of changes.
  package static let format = 1

  package static func document(
    _ reviewed: ReviewedPlan, toolVersion: String, catalogue: ResourceCatalogue = .standard
  ) -> JSONValue {
    let options = reviewed.request.options
    var saved: JSONObject = [
      "format": .integer(format),
      "asst_version": .string(toolVersion),
      "lock_serial": .integer(reviewed.lockSerial),
      "configuration": .string(reviewed.request.configuration),
      "options": [
        "only": options.only.map(addresses) ?? .null,
        "exclude": addresses(options.excluding),
        "replace": addresses(options.replacing),
        "prune": .bool(options.prunes),
        "allow_recreate": .bool(options.allowsRecreation),
        "allow_mass_change": .bool(options.allowsMassChange),
        "refresh_full": .bool(reviewed.request.looksAtAllFiles),
        "variables": .object(reviewed.request.variables.mapValues(JSONValue.string)),
      ],
      "digests": .array(
        reviewed.plan.effective.compactMap { change in
          reviewed.fingerprints[change.key].map { digests(change.key, $0) }
        }),
    ]
    var document = JSONPlanRenderer.render(reviewed.plan, catalogue: catalogue).object ?? [:]
    document["saved"] = .object(saved)
    saved["checksum"] = .string(checksum(of: document).description)
    document["saved"] = .object(saved)
    return .object(document)
  }

  private static func addresses(_ set: Set<Address>) -> JSONValue {
    .array(set.sorted().map { .string($0.description) })
  }

  private static func digests(_ key: ChangeKey, _ fingerprint: ChangeFingerprint) -> JSONValue {
    [
      "address": .string(key.address.description), "id": .orNull(key.id),
      "desired": .orNull(fingerprint.desired?.description),
      "observed": .orNull(fingerprint.observed?.description),
    ]
  }

  /// Of a document whose `saved` has no checksum. The order of keys counts: models read it in a schema.
  private static func checksum(of document: JSONObject) -> Digest {
    Digest(keyOrderOf: .object(document))
  }

  // MARK: - Reading

  /// Why a document is not taken for a saved plan.
  package enum Fault: Error, Sendable, Equatable {
    /// It has no `saved`: it is something else, such as the output of `--format json`.
    case notSaved
    case newerFormat(Int)
    case otherFormat(Int)
    case checksumDiffers
    case malformed(String)
  }

  package static func read(
    _ document: JSONValue, catalogue: ResourceCatalogue = .standard
  ) throws(Fault) -> ReviewedPlan {
    guard var members = document.object, var saved = members["saved"]?.object,
      let written = saved["format"]
    else { throw .notSaved }
    guard let format = written.writtenInteger else {
      throw .malformed("saved.format is no integer")
    }
    guard format == Self.format else {
      throw format > Self.format ? .newerFormat(format) : .otherFormat(format)
    }
    let found = saved.removeValue(forKey: "checksum")?.string
    members["saved"] = .object(saved)
    guard found == checksum(of: members).description else { throw .checksumDiffers }
    do throws(MalformedPlan) {
      return try reviewed(members, catalogue: catalogue)
    } catch {
      throw .malformed(error.reason)
    }
  }

  private static func reviewed(
    _ members: JSONObject, catalogue: ResourceCatalogue
  ) throws(MalformedPlan) -> ReviewedPlan {
    let saved = try JSONFields(members["saved"], at: "saved")
    let given = try saved.fields("options")
    var options = PlanOptions()
    options.only =
      given.value("only")?.isNull ?? true ? nil : Set(try given.addresses("only"))
    options.excluding = Set(try given.addresses("exclude"))
    options.replacing = Set(try given.addresses("replace"))
    options.prunes = try given.bool("prune")
    options.allowsRecreation = try given.bool("allow_recreate")
    options.allowsMassChange = try given.bool("allow_mass_change")
    var variables: OrderedDictionary<String, String> = [:]
    for name in try given.object("variables").keys {
      variables[name] = try given.fields("variables").string(name)
    }
    var fingerprints: [ChangeKey: ChangeFingerprint] = [:]
    let entries = try saved.each("digests") { entry throws(MalformedPlan) in
      (
        ChangeKey(address: try entry.address("address"), id: try entry.optionalString("id")),
        ChangeFingerprint(
          desired: try entry.optionalDigest("desired"),
          observed: try entry.optionalDigest("observed"))
      )
    }
    for (key, fingerprint) in entries { fingerprints[key] = fingerprint }
    return ReviewedPlan(
      plan: try JSONPlanReader.plan(.object(members), catalogue: catalogue),
      request: PlanRequest(
        options: options, configuration: try saved.string("configuration"),
        looksAtAllFiles: try given.bool("refresh_full"), variables: variables),
      fingerprints: fingerprints, lockSerial: try saved.integer("lock_serial"))
  }
}
