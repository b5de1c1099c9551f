import Diagnostics
import Planning
import ResourceModel

/// What every rendering compares of a changed attribute.
extension AttributeChange {
  /// Where the value is written: of a text in a file of its own that file, else its place in the YAML.
  var place: SourceLocation? { textOrigin?.first ?? source }

  /// Where the first thing stands that changes: a line of a text, a part of a list.
  func firstChangedPlace(in schema: ResourceSchema?) -> SourceLocation? {
    if let members = memberDifference(in: schema)?.difference {
      return members.onlyChangedPath.flatMap(parts.source) ?? source
    }
    switch (comparedBefore(in: schema) ?? .null, after.json ?? .null) {
    case (.string(let old), .string(let new)):
      let hunk = TextDifference(from: old, to: new).hunks(context: 0).first
      return hunk.flatMap { textOrigin?.location(ofLine: $0.firstChangedLine) } ?? place
    case (let old, let new):
      let edits = ValueDifference(comparesKeyOrder: cause == .reordered).edits(from: old, to: new)
      return edits.first.flatMap { parts.places(of: $0).first } ?? source
    }
  }

  /// Of what the provider holds only the part that is declared: the rest is the server's. Where that
  /// part is in place, the change is in the rest: a part that is no longer declared. nil for what is
  /// new.
  func comparedBefore(in schema: ResourceSchema?) -> JSONValue? {
    guard let before else { return nil }
    guard let wanted = after.json, let shape = schema?.shape(at: path) else { return before }
    let declared = shape.projection(of: before, onto: wanted)
    return declared.isEquivalent(to: wanted) ? before : declared
  }

  /// The difference of a list whose members have an identity, as tools have; nil for anything else.
  func memberDifference(
    in schema: ResourceSchema?
  ) -> (difference: MemberDifference, shape: VariantShape)? {
    guard case .list(of: .variants(let shape), _)? = schema?.shape(at: path),
      case .value(.array(let new)) = after, case .array(let old)? = comparedBefore(in: schema)
    else { return nil }
    let difference = MemberDifference(
      from: old, to: new, shape: shape, comparesKeyOrder: cause == .reordered)
    return (difference, shape)
  }

  /// How many code points the API takes for a text; nil where it does not say.
  func textLimit(in schema: ResourceSchema?) -> Int? {
    guard case .string(let limits)? = schema?.shape(at: path) else { return nil }
    return limits.maximum
  }
}
