package import Diagnostics
package import Planning
package import ResourceModel

/// The changes of a plan as findings, each at the line of its author: for annotations in a review and for
/// SARIF. Prompts and other texts stay where they are; of short values the old and the new one is said.
package enum PlanFindings {
  /// `manifest` is the file at which stands what no file declares any more.
  package static func of(
    _ plan: Plan, manifest: String, catalogue: ResourceCatalogue = .standard
  ) -> [Diagnostic] {
    let place = SourceLocation(path: manifest, line: 1, column: 1)
    let told =
      plan.changes.flatMap { change in
        findings(of: change, schema: catalogue.schema(of: change.address), otherwise: place)
      }
      + plan.fileDeletions.map {
        PlannedFinding(
          .deleteFile, "\($0.address) (\($0.id)) is held by nothing of this project any more.",
          at: place)
      }
    let files = BlankFiles(holding: told.map(\.place))
    return told.map { finding in
      Diagnostic(
        finding.rule.code, finding.rule.severity, finding.rule.summary, detail: finding.detail,
        at: files.span(at: finding.place))
    }
  }

  private static func findings(
    of change: ResourceChange, schema: ResourceSchema?, otherwise place: SourceLocation
  ) -> [PlannedFinding] {
    let source = change.source ?? place
    let reason = ResourceRows.reason(of: change)
    let words = "\(change.address) \(change.id.map { "(\($0)) " } ?? "")"
    switch change.action {
    case .noOp: return []
    case .create where change.reason.isDrift, .replace where change.reason.isDrift:
      return [
        PlannedFinding(
          .drift, "\(words)would be made anew, with another ID: \(reason).", at: source)
      ]
    case .create:
      return [PlannedFinding(.create, "\(words)would be created: \(reason).", at: source)]
    case .replace:
      return [
        PlannedFinding(
          .replace, "\(words)would be replaced by a new object with another ID: \(reason).",
          at: source)
      ]
    case .delete:
      return [PlannedFinding(.delete, "\(words)would be deleted: \(reason).", at: source)]
    case .adopt:
      return [PlannedFinding(.adopt, "\(words)would become this project's: \(reason).", at: source)]
    case .forget:
      return [PlannedFinding(.forget, "\(words)leaves the lock file: \(reason).", at: source)]
    case .update: break
    }
    var findings: [PlannedFinding] = []
    if change.reason.concernsMarker {
      let rule = change.reason == .markerMoved ? PlannedChangeRule.move : .update
      findings.append(
        PlannedFinding(rule, "\(words)gets its marker written: \(reason).", at: source))
    }
    for attribute in change.attributes where attribute.path != schema?.fileListAttribute {
      findings +=
        AttributeFindings(attribute, of: change.address, schema: schema, otherwise: source)
        .findings
    }
    if let files = change.files, !files.changes.isEmpty {
      let rule = files.hasDrift ? PlannedChangeRule.drift : .update
      findings.append(
        PlannedFinding(
          rule, "The files of \(change.address): \(FileSummary(files).sentence).",
          at: files.changes.lazy.compactMap(\.source).first ?? source))
    }
    return findings
  }
}

/// What is to be told of a planned change, and where.
struct PlannedFinding {
  let rule: PlannedChangeRule
  let detail: String
  let place: SourceLocation

  init(_ rule: PlannedChangeRule, _ detail: String, at place: SourceLocation) {
    self.rule = rule
    self.detail = detail
    self.place = place
  }
}
