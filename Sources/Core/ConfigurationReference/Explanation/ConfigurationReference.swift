import ProjectConfiguration
package import ResourceModel

/// The reference of the configuration language, made from the descriptions that the loader itself
/// follows.
package struct ConfigurationReference: Sendable {
  /// Words that stand beside the kinds.
  package static let manifest = "manifest"
  package static let rules = "rules"

  private let catalogue: ResourceCatalogue
  private let vocabularies: [ProviderVocabulary]
  private let manifest: ManifestSchema

  package init(catalogue: ResourceCatalogue, vocabularies: [ProviderVocabulary]) {
    self.catalogue = catalogue
    self.vocabularies = vocabularies
    manifest = ManifestSchema(catalogue: catalogue, providers: vocabularies.map(\.provider))
  }

  /// Why there is nothing to say about a path.
  package enum Unknown: Error, Sendable {
    /// The first word is no kind; `elsewhere` are the paths that end with what was asked for.
    case topic(String, known: [String], elsewhere: [String])
    case rule(String, known: [String])
    /// A later word is no part of what the words before it name.
    case part(String, of: String, known: [String])
  }

  /// What there is to ask about.
  package var overview: Explanation {
    var page = Explanation(
      path: "", summary: "A project is a manifest, \(Manifest.fileName), and files of resources.")
    page.heading = "Topics"
    page.entries = [
      Explanation.Entry(
        name: Self.manifest, type: "", isRequired: false,
        summary: "The project, its targets, variables and outputs.")
    ]
    page.entries += catalogue.schemas.reversed().map {
      Explanation.Entry(name: $0.kind.name, type: "", isRequired: false, summary: $0.summary)
    }
    page.entries.append(
      Explanation.Entry(
        name: Self.rules, type: "", isRequired: false,
        summary: "What is checked offline, by code: `asst explain ASST041`."))
    page.hint = "`asst explain TOPIC.FIELD` says more, such as `asst explain \(examplePath)`."
    return page
  }

  /// What there is to say about a kind, the manifest, a field of one of them, or a rule.
  package func explanation(of path: String) throws(Unknown) -> Explanation {
    let words = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let first = words.first ?? ""
    if words.count == 1 {
      if first == Self.rules { return RulePages.all }
      if first.uppercased().hasPrefix("ASST"), first.dropFirst(4).allSatisfy(\.isNumber) {
        guard let rule = RuleIndex.rule(code: first.uppercased()) else {
          throw .rule(first.uppercased(), known: RuleIndex.all.map(\.code))
        }
        return RulePages.page(rule)
      }
    }
    guard let tree = tree(named: first) else {
      let elsewhere = paths.filter { $0.hasSuffix("." + path) }
      throw .topic(elsewhere.isEmpty ? first : path, known: topics, elsewhere: elsewhere)
    }
    switch tree.route(words.dropFirst()) {
    case .success(let route):
      // `manifest.rules.ASST041`
      if let rule = route.last.flatMap({ RuleIndex.rule(code: $0.name) }) {
        return RulePages.page(rule)
      }
      return FieldPages(tree: tree, vocabularies: vocabularies).page(route)
    case .failure(let problem):
      throw .part(
        problem.word, of: ([first] + problem.owner).joined(separator: "."), known: problem.known)
    }
  }

  /// Every path that has a page, for completions and tests.
  package var paths: [String] {
    let trees =
      [(Self.manifest, TopicTree(manifest: manifest))]
      + catalogue.schemas.map { ($0.kind.name, TopicTree($0)) }
    return trees.flatMap { name, tree in [name] + Self.paths(below: tree.root, in: tree, name) }
  }

  private static func paths(below topic: Topic, in tree: TopicTree, _ path: String) -> [String] {
    tree.parts(of: topic).flatMap { part -> [String] in
      if RuleIndex.rule(code: part.name) != nil { return [] }
      let own = "\(path).\(part.name)"
      return [own] + paths(below: part.topic, in: tree, own)
    }
  }

  private var topics: [String] {
    [Self.manifest] + catalogue.schemas.reversed().map(\.kind.name) + [Self.rules]
  }

  /// A field of the last kind that shows what paths look like.
  private var examplePath: String {
    guard let schema = catalogue.schemas.last,
      let attribute = schema.attributes.first(where: { !$0.isLifted })
    else { return Self.manifest + ".targets" }
    return "\(schema.kind.name).\(attribute.name)"
  }

  private func tree(named word: String) -> TopicTree? {
    if word == Self.manifest || word == Manifest.fileName { return TopicTree(manifest: manifest) }
    return catalogue.schemas.first { $0.kind.name == word || $0.collection == word }
      .map(TopicTree.init)
  }
}
