import OrderedCollections
import ResourceModel

/// `$ref` and `$dynamicRef`. The other keywords of this vocabulary name things, and refuse nothing.
extension Evaluation {
  mutating func reference(_ keyword: Keyword, _ argument: JSONValue, in frame: Frame) -> Outcome {
    guard keyword == .reference || keyword == .dynamicReference else { return .accepted }
    guard let reference = argument.string,
      let target = document.index.target(of: reference, from: frame.resource)
    else { return .unknown }
    switch target {
    case .metaSchema: return metaSchema(frame.value)
    case .site(let site):
      let last = keyword == .dynamicReference ? dynamicSite(reference, from: site) : site
      guard let last else { return .unknown }
      return outcome(of: last, on: frame.value, collects: frame.collects)
    }
  }

  /// Where a dynamic reference leads that leads to `site` at first: to the outermost resource in
  /// scope that has the dynamic anchor, if the first target has it at all. Nil when that one has it
  /// twice.
  private func dynamicSite(_ reference: String, from site: SchemaSite) -> SchemaSite? {
    let resources = document.index.resources
    guard let anchor = SchemaIndex.anchor(of: reference),
      resources[site.resource].dynamicAnchors.contains(anchor),
      let outermost = scope.first(where: { resources[$0].dynamicAnchors.contains(anchor) })
    else { return site }
    return resources[outermost].anchors[anchor] ?? nil
  }

  /// The standard meta-schema is not part of the document, and known all the same; unless the
  /// document extends it.
  private func metaSchema(_ value: JSONValue) -> Outcome {
    guard !scope.contains(where: { document.index.resources[$0].dynamicAnchors.contains("meta") })
    else { return .unknown }
    var outcome = Outcome(.init(MetaSchema.violations(in: value).isEmpty))
    outcome.evaluated.becomeUncertain()
    return outcome
  }

  /// Former keywords have no meaning in this draft, and validators may give `dependencies` its old
  /// one: where the two differ, nobody can say.
  mutating func former(_ keyword: Keyword, _ argument: JSONValue, in frame: Frame) -> Outcome {
    guard keyword == .formerDependencies, case .object(let value) = frame.value,
      let dependencies = argument.object
    else { return .accepted }
    var outcome = Outcome.accepted
    outcome.evaluated.becomeUncertain()
    for (name, dependency) in dependencies where ExactText.index(of: name, in: value) != nil {
      let verdict =
        switch dependency {
        case .array(let names): presence(of: names, in: value)
        default: self.outcome(ofSchema: dependency, in: frame).verdict
        }
      if verdict != .accepted { outcome.verdict = .unknown }
    }
    return outcome
  }
}
