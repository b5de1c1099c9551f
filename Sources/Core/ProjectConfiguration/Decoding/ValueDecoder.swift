import Diagnostics
import ResourceModel
import YAMLSyntax

/// Decodes YAML by shapes: the one place that knows how a shape is written. It knows no kind.
///
/// A value that breaks a limit is still returned, since a manifest may lower such a rule; nil means
/// that there is no value, and that the reason was reported.
struct ValueDecoder {
  let scope: DecodingScope
  var place: Place
  /// What stands inside a value and belongs to an attribute of its own, by the attribute's name.
  var lifted: [(attribute: String, value: DesiredAttribute)] = []
  /// What the model can call, in the order in which it is written.
  var callables: [DeclaredCallable] = []
  /// The attributes that are prose, with the source that they are made of.
  var prose: [WrittenText] = []
  /// The files that values were read from.
  var sites: [IncludedSite] = []
  /// The number of the site whose file is being read; nil in the resource's file.
  var site: Int?
  /// Names that do not follow their grammar, told when the members around them are known.
  var slips: [InvalidPattern.Slip] = []
  /// Shapes of the attributes that members may be lifted to.
  let liftedShapes: [String: ValueShape]

  var findings: Findings { scope.findings }

  init(scope: DecodingScope, place: Place, liftedShapes: [String: ValueShape] = [:]) {
    self.scope = scope
    self.place = place
    self.liftedShapes = liftedShapes
  }

  /// The value of an attribute; null means the attribute's default.
  mutating func attribute(
    _ node: YAMLNode, as shape: ValueShape, named subject: String
  ) -> DesiredAttribute? {
    if let scalar = node.scalar {
      guard let resolved = resolve(scalar, at: node.span) else { return nil }
      if resolved.isNull { return DesiredAttribute(.json(.null), span: node.span) }
    }
    switch shape {
    case .string(let limits):
      return text(node, limits, named: subject).map { text in
        if limits.isProse {
          PathAsText.check(text.text, node, in: place, scope.library, to: findings)
          prose.append(WrittenText(text.text, head: node.head, source: text.source ?? node.span))
        }
        return DesiredAttribute(
          .json(.string(text.text)), span: node.span, textOrigin: text.origin)
      }
    case .references(let collection, let maximum):
      return references(node, to: collection, maximum: maximum, named: subject).map {
        DesiredAttribute(.references($0), span: node.span)
      }
    case .files(let list):
      return files(node, list, named: subject).map {
        DesiredAttribute(.files($0), span: node.span)
      }
    default:
      return value(node, as: shape, named: subject).map {
        DesiredAttribute(.json($0), span: node.span)
      }
    }
  }

  /// - Parameter isStrict: what stands beside a schema; no other shape asks.
  mutating func value(
    _ node: YAMLNode, as shape: ValueShape, isStrict: Bool = false, named subject: String
  ) -> JSONValue? {
    switch shape {
    case .string(let limits): return text(node, limits, named: subject).map { .string($0.text) }
    case .map(let limits): return map(node, limits, named: subject).map(JSONValue.object)
    default: break
    }
    return expanding(node) { decoder, node in
      switch shape {
      case .number(let range): decoder.number(node, in: range, named: subject)
      case .integer(let range): decoder.integer(node, in: range, named: subject)
      case .boolean: decoder.boolean(node, named: subject)
      case .enumeration(let words): decoder.word(node, of: words, named: subject)
      case .object(let shape):
        decoder.object(node, shape, named: subject).map(JSONValue.object)
      case .list(let element, let maximum):
        decoder.list(node, of: element, maximum: maximum, named: subject)
      case .variants(let shape): decoder.variant(node, shape, named: subject)
      case .either(let shapes): decoder.either(node, shapes, named: subject)
      case .jsonSchema(let shape):
        decoder.schema(node, shape, isStrict: isStrict, named: subject)
      // Both are values of attributes alone, where `attribute` takes them.
      case .references, .files, .string, .map: nil
      }
    }
  }

  /// The scalar with variables and placeholders filled in.
  func resolve(_ scalar: YAMLScalar, at span: SourceSpan) -> ResolvedScalar? {
    guard var resolved = scope.interpolator.resolve(scalar, at: span) else { return nil }
    if let placeholders = place.placeholders, Placeholders.occur(in: resolved.text) {
      guard let text = placeholders.fill(resolved.text, in: span, to: findings) else { return nil }
      resolved = ResolvedScalar(text: text, value: .string(text), isQuoted: resolved.isQuoted)
    }
    return resolved
  }

  /// Calls `body` with the node, or with the contents of the file that it names by `{ file: … }`.
  mutating func expanding<Value>(
    _ node: YAMLNode, _ body: (inout ValueDecoder, YAMLNode) -> Value?
  ) -> Value? {
    guard Inclusion.isReference(node) else { return body(&self, node) }
    guard let inclusion = inclusion(node), let root = document(of: inclusion) else { return nil }
    let (outside, outerSite) = (place, site)
    sites.append(IncludedSite(reference: node.span, parent: site, file: root.span.file))
    site = sites.count - 1
    place = place.entering(inclusion.path, placeholders: inclusion.placeholders)
    defer { (place, site) = (outside, outerSite) }
    let value = expanding(root, body)
    inclusion.placeholders?.reportUnused(in: inclusion.written, to: findings)
    return value
  }

  /// Says that a node is not what its place wants; the value that could not be made is always nil.
  /// `repair` is what to write instead, where that is certain.
  func mismatch<Value>(
    _ node: YAMLNode, _ resolved: ResolvedScalar? = nil, named subject: String,
    wants wanted: String, help: String? = nil, writing repair: String? = nil
  ) -> Value? {
    if node.isUnknown { return nil }
    WrongType.report(
      subject, wants: wanted, found: node.words(resolved), help: help,
      fix: repair.flatMap { node.rewritten(as: $0) }, at: node.head, to: findings)
    return nil
  }
}
