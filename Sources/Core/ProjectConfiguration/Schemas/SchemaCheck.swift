import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A walk through one schema, in which every rule sees every schema inside it.
///
/// It goes over the JSON value, which is quick; the places in the file are looked for only by a rule
/// that has something to say.
struct SchemaCheck {
  let value: JSONValue
  let root: YAMLNode
  let shape: SchemaShape
  /// Whether the schema has to keep to the subset that a host can enforce.
  let isStrict: Bool
  let findings: Findings
  /// Where the walk stands.
  private(set) var steps: [JSONPointer.Step] = []
  /// What a rule spoke about, so that nothing more general is said about it.
  private var claims: Set<[JSONPointer.Step]> = []
  /// What holds something that a rule spoke about.
  private var around: Set<[JSONPointer.Step]> = []
  /// Values that the schema itself may refuse, with the schema that they belong to.
  var examples: [SchemaExample] = []
  /// Whether the meta-schema has nothing against it.
  var isValid = true
  var references = SchemaReferences()
  var counts = StrictLimits.Counts()
  /// Whether the walk stands inside something that the strict subset does not have.
  private(set) var isOutsideSubset = false

  init(
    _ value: JSONValue, at root: YAMLNode, shape: SchemaShape, isStrict: Bool, to findings: Findings
  ) {
    self.value = value
    self.root = root
    self.shape = shape
    self.isStrict = isStrict
    self.findings = findings
  }

  mutating func run() {
    check(value, at: .root, isFragment: false)
    InvalidSchema.check(in: &self)
    RefusedExample.check(in: &self)
    if isStrict { StrictLimits.check(in: &self) }
  }

  private mutating func check(
    _ value: JSONValue, at position: Subschema.Position, isFragment: Bool
  ) {
    guard case .object(let object) = value else { return }
    let schema = Subschema(object, position, isFragment: isFragment)
    // The order matters: a rule that knows exactly what was meant speaks before the general ones.
    if schema.has(.type) { UnknownType.check(schema, in: &self) }
    if schema.has(.required) { RequiredForm.check(schema, in: &self) }
    if schema.hasUnknownKeys { OptionalForm.check(schema, in: &self) }
    let unwrapped = UnwrappedProperties.check(schema, in: &self)
    if schema.hasUnknownKeys { UnknownKeyword.check(schema, in: &self) }
    SchemaRoot.check(schema, in: &self)
    HalfSaidType.check(schema, in: &self)
    if schema.has(.enumeration) { EnumValues.check(schema, in: &self) }
    if schema.has(.required) { RequiredNames.check(schema, in: &self) }
    EarlierForm.check(schema, in: &self)
    IneffectiveKeyword.check(schema, in: &self)
    if schema.has(.ref) { DanglingReference.check(schema, in: &self) }
    RefusedExample.collect(schema, in: &self)
    if isStrict { StrictSubset.check(schema, in: &self) }
    checkInside(schema)
    for name in unwrapped {
      steps.append(.key(name))
      check(schema.object[name] ?? .null, at: .value, isFragment: false)
      steps.removeLast()
    }
  }

  private mutating func checkInside(_ schema: Subschema) {
    if isStrict { counts.enter(schema, at: steps) }
    if schema.keywords.intersects(Self.holders) { checkParts(of: schema) }
    if isStrict { counts.leave(schema) }
  }

  /// The keywords that hold schemas.
  private static let holders = SchemaKeyword.allCases.filter { $0.content != .none }
    .reduce(into: KeywordSet()) { $0.insert($1) }

  private mutating func checkParts(of schema: Subschema) {
    for (key, inner) in schema.object.elements {
      guard let keyword = SchemaKeyword.byName[key] else { continue }
      let content = keyword.content
      if content == .none { continue }
      let wasOutside = isOutsideSubset
      if isStrict, StrictSubset.refuses(keyword) { isOutsideSubset = true }
      let isFragment = schema.isFragment || schema.makesFragments(with: keyword)
      steps.append(.key(key))
      switch (content, inner) {
      case (.schema, .object):
        check(inner, at: keyword.isAboutSameValue ? .branch : .value, isFragment: isFragment)
      // A list in `items` is what drafts before 2020-12 wrote for `prefixItems`.
      case (.list, .array(let items)), (.schema, .array(let items)):
        let position: Subschema.Position = keyword.isAboutSameValue ? .branch : .value
        for (index, item) in items.enumerated() {
          steps.append(.index(index))
          check(item, at: position, isFragment: isFragment)
          steps.removeLast()
        }
      case (.map, .object(let members)):
        for (name, member) in members.elements {
          steps.append(.key(name))
          check(
            member,
            at: keyword == .properties
              ? .property(name) : keyword.isAboutSameValue ? .branch : .value,
            isFragment: isFragment)
          steps.removeLast()
        }
      default: break
      }
      steps.removeLast()
      isOutsideSubset = wasOutside
    }
  }

  // MARK: - For rules

  /// The place of something in the schema where the walk stands.
  func place(_ further: JSONPointer.Step...) -> SchemaPlace {
    SchemaPlace(steps + further, in: root)
  }

  /// The place of the schema whose property the walk stands at.
  var owner: SchemaPlace? {
    steps.count >= 2 ? SchemaPlace(Array(steps.dropLast(2)), in: root) : nil
  }

  /// The schema whose property the walk stands at.
  var ownerSchema: JSONObject? {
    steps.count >= 2 ? value.value(at: steps.dropLast(2))?.object : nil
  }

  /// Keeps general rules from speaking about a part of the schema where the walk stands.
  mutating func claim(_ further: JSONPointer.Step...) {
    let pointer = steps + further
    claims.insert(pointer)
    for count in pointer.indices { around.insert(Array(pointer[..<count])) }
  }

  /// Whether no rule found anything that a value may be refused for.
  var isClean: Bool { isValid && claims.isEmpty }

  func isClaimed(_ further: JSONPointer.Step...) -> Bool {
    !claims.isEmpty && claims.contains(steps + further)
  }

  /// Whether a rule spoke about a value or something in it.
  func isTouched(_ pointer: [JSONPointer.Step]) -> Bool {
    around.contains(pointer) || claims.contains(pointer)
  }

  /// Whether a rule spoke about a value, something in it, or what it is in.
  func isExplained(_ pointer: [JSONPointer.Step]) -> Bool {
    guard !claims.isEmpty else { return false }
    return around.contains(pointer)
      || (0...pointer.count).contains { claims.contains(Array(pointer[..<$0])) }
  }
}

extension SchemaKeyword {
  /// Whether the schemas in it speak about the same value as the one around them.
  fileprivate var isAboutSameValue: Bool {
    switch self {
    case .allOf, .anyOf, .oneOf, .not, .ifTrue, .thenAlso, .elseAlso, .dependentSchemas,
      .dependencies:
      true
    default: false
    }
  }
}

extension Subschema {
  /// Whether schemas in the keyword need not say all about their value. The alternatives of a schema
  /// that says nothing itself are whole.
  fileprivate func makesFragments(with keyword: SchemaKeyword) -> Bool {
    switch keyword {
    case .anyOf, .oneOf: has(.type) || has(.properties)
    case .propertyNames, .contains: true
    default: keyword.isAboutSameValue
    }
  }
}

extension JSONValue {
  /// The value at a place inside this one.
  func value(at steps: some Sequence<JSONPointer.Step>) -> JSONValue? {
    steps.reduce(Optional(self)) { value, step in
      switch step {
      case .key(let key): return value?[key]
      case .index(let index):
        guard let items = value?.array, items.indices.contains(index) else { return nil }
        return items[index]
      }
    }
  }
}
