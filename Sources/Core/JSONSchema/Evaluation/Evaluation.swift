import OrderedCollections
import ResourceModel

/// One validation of one value: walks the schema as it is written, a file for each vocabulary.
///
/// Verdicts that are not known are carried along, and matter only where nothing else decides.
struct Evaluation {
  /// Schemas inside of schemas and values, references included: a loop of references ends here.
  static let deepestLevel = 128
  /// Schemas, members and items that one validation looks at: `allOf` of two references to itself
  /// would take 2^128.
  static let mostSteps = 200_000

  /// A schema that is being read, and the value that it is read for.
  struct Frame {
    let schema: JSONObject
    let resource: Int
    let value: JSONValue
    /// Whether somebody asks which parts of the value were looked at.
    let collects: Bool
  }

  let document: SchemaDocument
  /// The resources that the way to this schema led through, outermost first: the dynamic scope.
  var scope: [Int] = []
  /// Nil in place of a pattern that is not understood.
  var patterns: [String: Pattern?] = [:]
  private var level = 0
  private var stepsLeft = Self.mostSteps
  private var patternStepsLeft = PatternMatcher.most

  init(_ document: SchemaDocument) { self.document = document }

  mutating func verdict(of schema: JSONValue, on value: JSONValue) -> SchemaValidator.Verdict {
    verdict(of: SchemaSite(schema: schema, resource: 0, isRoot: true), on: value)
  }

  mutating func verdict(of site: SchemaSite, on value: JSONValue) -> SchemaValidator.Verdict {
    scope = site.resource == 0 ? [] : [0]
    return outcome(of: site, on: value, collects: false).verdict
  }

  /// Counts work; false when there was too much of it.
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft -= steps
    return stepsLeft >= 0
  }

  mutating func outcome(of site: SchemaSite, on value: JSONValue, collects: Bool) -> Outcome {
    guard case .object(let members) = site.schema else {
      return site.schema.bool.map { Outcome(.init($0)) } ?? .unknown
    }
    guard level < Self.deepestLevel, spend(1), let resource = resource(of: site, members) else {
      return .unknown
    }
    level += 1
    let scopeBefore = scope.count
    if scope.last != resource { scope.append(resource) }
    defer {
      level -= 1
      scope.removeLast(scope.count - scopeBefore)
    }
    return outcome(
      in: Frame(
        schema: members, resource: resource, value: value,
        collects: collects || Self.asksWhatIsLeft(members, of: value)))
  }

  /// A schema with an `$id` belongs to a resource of its own; nil when that is ambiguous, or written
  /// in another dialect.
  private func resource(of site: SchemaSite, _ members: JSONObject) -> Int? {
    var resource = site.resource
    if !site.isRoot, let identifier = members[Keyword.id.name]?.string {
      guard let inner = document.index.resource(identifiedBy: identifier, from: resource) else {
        return nil
      }
      resource = inner
    }
    if resource != 0, document.index.resources[resource].isForeign { return nil }
    return resource
  }

  private static func asksWhatIsLeft(_ schema: JSONObject, of value: JSONValue) -> Bool {
    switch value {
    case .object: schema[Keyword.unevaluatedProperties.name] != nil
    case .array: schema[Keyword.unevaluatedItems.name] != nil
    default: false
    }
  }

  private mutating func outcome(in frame: Frame) -> Outcome {
    var outcome = Outcome.accepted
    for (name, argument) in frame.schema {
      guard let keyword = Keyword(named: name) else { continue }
      outcome.require(self.outcome(of: keyword, argument, in: frame))
      if outcome.verdict == .refused { return .refused }
    }
    if frame.collects { outcome.require(outcomeOfWhatIsLeft(after: outcome.evaluated, in: frame)) }
    return outcome
  }

  /// The whole dialect in one place. Keywords that only modify another answer nothing themselves.
  private mutating func outcome(
    of keyword: Keyword, _ argument: JSONValue, in frame: Frame
  ) -> Outcome {
    switch keyword.vocabulary {
    case .core: reference(keyword, argument, in: frame)
    case .applicator: application(of: keyword, argument, in: frame)
    case .validation: Outcome(assertion(keyword, argument, in: frame))
    case .former: former(keyword, argument, in: frame)
    // What is left is looked at when all other keywords were; annotations refuse nothing.
    case .unevaluated, .metadata, .format, .content: .accepted
    }
  }

  /// A schema inside of this one, for the same value.
  mutating func outcome(ofSchema schema: JSONValue, in frame: Frame) -> Outcome {
    outcome(
      of: SchemaSite(schema: schema, resource: frame.resource, isRoot: false), on: frame.value,
      collects: frame.collects)
  }

  /// A schema inside of this one, for a part of the value.
  mutating func verdict(
    ofSchema schema: JSONValue, onPart part: JSONValue, in frame: Frame
  ) -> SchemaValidator.Verdict {
    outcome(
      of: SchemaSite(schema: schema, resource: frame.resource, isRoot: false), on: part,
      collects: false
    ).verdict
  }

  /// Whether a text matches a pattern. Unknown for patterns that are not understood.
  mutating func verdict(ofPattern text: String, on value: String) -> SchemaValidator.Verdict {
    let pattern: Pattern?
    if let known = patterns[text] {
      pattern = known
    } else {
      pattern = try? Pattern(text)
      patterns[text] = .some(pattern)
    }
    guard let pattern, spend(1),
      let isMatch = pattern.matches(value, stepsLeft: &patternStepsLeft)
    else { return .unknown }
    return .init(isMatch)
  }
}
