import Diagnostics
import OrderedCollections
package import ResourceModel

/// Compares the attributes of one resource: desired, observed, and what is known of the last write.
///
/// This is the only place that decides what is a change, what is drift and what is neither.
///
/// | D desired, O observed, B last write, R last answer | verdict |
/// |---|---|
/// | O = D | nothing, unless the order of a schema's keys changed |
/// | D = B, O = R | nothing: the server keeps its own form |
/// | D ≠ B, O = B or O = R | changed |
/// | D = B, O neither B nor R | drift |
/// | D ≠ B, O neither B nor R | conflict |
/// | no B | unbased |
/// | in B, no longer declared | reset (conflict, when somebody changed it too) |
/// | never declared, O ≠ R | a note |
struct AttributeComparison {
  let schema: ResourceSchema
  let base: AttributeBase
  let observed: ObservedResource
  let ids: ReferenceTable

  struct Outcome {
    var changes: [AttributeChange] = []
    var notes: [AttributeNote] = []
  }

  func compare(_ desired: DesiredResource) -> Outcome {
    var outcome = Outcome()
    for (path, attribute) in desired.attributes where !desired.lifecycle.ignores(path) {
      guard let after = ids.planned(attribute.value, at: path, schema: schema),
        let cause = verdict(on: after, declaredAs: attribute.value, at: path)
      else { continue }
      let before = shown(path)
      outcome.changes.append(
        AttributeChange(
          path: path, before: before, after: after, cause: cause,
          source: attribute.span?.location, textOrigin: attribute.textOrigin,
          parts: desired.parts(
            of: attribute, from: before, to: after, shape: schema.shape(at: path))))
    }
    let undeclared = undeclaredPaths(of: desired)
    outcome.changes += undeclared.compactMap(givenBack)
    outcome.changes.sort { schema.order($0.path, $1.path) }
    outcome.notes = undeclared.compactMap(note).sorted { schema.order($0.path, $1.path) }
    return outcome
  }

  /// nil when the attribute is in place.
  private func verdict(
    on after: PlannedValue, declaredAs declared: DesiredValue, at path: AttributePath
  ) -> AttributeChange.Cause? {
    let found = found(path)
    guard let wanted = after.json, let shape = schema.shape(at: path) else {
      // The value is not known yet, so it is a new one for certain.
      return cause(isNew: true, found: found, projected: found, at: path)
    }
    let projected = shape.projection(of: found, onto: written(declared) ?? wanted)
    let isInPlace = projected.isEquivalent(to: wanted)
    if isInPlace, found.isEquivalent(to: wanted) {
      // The common case, which costs no digest.
      return isReordered(wanted, found: found, at: path, shape: shape) ? .reordered : nil
    }
    let isNew = !base.matches([wanted], at: path)
    if isInPlace {
      // A leaf that the last write declared may have been taken out of the YAML: it is still there.
      if isNew, base.declares(path) {
        return cause(isNew: true, found: found, projected: found, at: path)
      }
      return isReordered(wanted, found: found, at: path, shape: shape) ? .reordered : nil
    }
    if !isNew, base.wasReturned(found, at: path) { return nil }
    // The marker says that it was sent; the lock file, that it was not taken.
    if !isNew, base.wasRefused(found, at: path) { return .changed }
    return cause(isNew: isNew, found: found, projected: projected, at: path)
  }

  private func cause(
    isNew: Bool, found: JSONValue, projected: JSONValue, at path: AttributePath
  ) -> AttributeChange.Cause? {
    guard base.declares(path) else {
      if base.isEmpty { return .unbased }
      return base.isUnknown(path) ? .conflict : .changed
    }
    let isUntouched =
      base.matches([projected, found], at: path) || base.wasReturned(found, at: path)
    switch (isNew, isUntouched) {
    case (true, true): return .changed
    case (true, false): return .conflict
    case (false, false): return .drift
    case (false, true): return nil
    }
  }

  /// Models read the keys of a schema in order, so a new order is a change; but only one that the
  /// lock shows to be new, since a server may keep an order of its own.
  private func isReordered(
    _ wanted: JSONValue, found: JSONValue, at path: AttributePath, shape: ValueShape
  ) -> Bool {
    guard shape.keepsKeyOrder, let recorded = base.recorded?.keyOrder[path] else { return false }
    // Equality of values looks at the order of keys, too, and costs no digest.
    if wanted == found { return false }
    let order = Digest(keyOrderOf: wanted)
    return order != recorded && order != Digest(keyOrderOf: found)
  }

  private func givenBack(_ path: AttributePath) -> AttributeChange? {
    guard base.declares(path) else { return nil }
    let found = found(path)
    let fallback = schema.normalForm(nil, at: path)
    guard !found.isEquivalent(to: fallback) else { return nil }
    let isUntouched = base.matches([found], at: path) || base.wasReturned(found, at: path)
    return AttributeChange(
      path: path, before: shown(path), after: .value(fallback),
      cause: isUntouched ? .reset : .conflict)
  }

  private func note(_ path: AttributePath) -> AttributeNote? {
    guard !base.declares(path), let recorded = base.recorded, !base.isEmpty else { return nil }
    let found = found(path)
    let isUnchanged =
      recorded.returned[path].map { $0 == Digest(of: found) }
      ?? found.isEquivalent(to: schema.normalForm(nil, at: path))
    return isUnchanged ? nil : AttributeNote(path: path, observed: found)
  }

  private func undeclaredPaths(of desired: DesiredResource) -> [AttributePath] {
    // A field that the provider does not name at all may still have been declared.
    let unnamed = schema.attributes.filter { !$0.isMap }.map { AttributePath($0.name) }
      .filter { !schema.holdsMembers(at: $0) }
      .filter { observed.attributes[$0] == nil && base.declares($0) }
    return (observed.attributes.keys + unnamed).filter {
      desired.attributes[$0] == nil && !desired.lifecycle.ignores($0)
        && !isConfused($0, with: desired)
    }
  }

  /// A foreign key that the marker cannot tell from a declared one is left alone.
  private func isConfused(_ path: AttributePath, with desired: DesiredResource) -> Bool {
    guard let key = path.key else { return false }
    return desired.attributes.keys.contains { declared in
      declared.attribute == path.attribute
        && declared.key.map { Baseline.confuses(key, with: $0) } ?? false
    }
  }

  private func written(_ declared: DesiredValue) -> JSONValue? {
    if case .json(let value) = declared { value } else { nil }
  }

  private func found(_ path: AttributePath) -> JSONValue {
    ids.held(observed, at: path, schema: schema)
  }

  private func shown(_ path: AttributePath) -> JSONValue {
    schema.normalForm(observed.attributes[path], at: path)
  }
}

extension Digest {
  /// Of a value's keys and values in the order in which they are written.
  package init(keyOrderOf value: JSONValue) {
    self.init(of: JSONWriter.bytes(value, .compact))
  }
}
