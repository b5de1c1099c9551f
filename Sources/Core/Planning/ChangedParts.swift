import OrderedCollections
import ResourceModel

/// The parts of a new value whose places are worth knowing, because they differ from what is there: of a
/// list whose members have an identity each member, else what changed and what that stands in.
struct ChangedParts {
  private(set) var paths: [ValuePath] = []

  init(from old: JSONValue, to new: JSONValue, shape: ValueShape?) {
    guard case .list(of: .variants(let shape), _)? = shape, let items = new.array else {
      visit(old, new, at: ValuePath())
      return
    }
    var left = Dictionary(grouping: old.array ?? [], by: shape.identity)
    let identities = items.map(shape.identity)
    // One that came while another went may be the same under another name.
    let mayBeRenamed = !Set(left.keys).isSubset(of: identities)
    for (index, item) in items.enumerated() {
      let place = ValuePath().appending(index)
      let counterpart = left[identities[index]]?.first
      if counterpart == item {
        paths.append(place)
      } else {
        visit(counterpart, item, at: place, descendsIntoNew: mayBeRenamed)
      }
      if counterpart != nil { left[identities[index]]?.removeFirst() }
    }
  }

  private mutating func visit(
    _ old: JSONValue?, _ new: JSONValue, at path: ValuePath, descendsIntoNew: Bool = false
  ) {
    // The order of keys counts.
    guard old != new else { return }
    if !path.isEmpty { paths.append(path) }
    guard old != nil || descendsIntoNew else { return }
    switch new {
    case .object(let members):
      for (key, value) in members {
        visit(old?[key], value, at: path.appending(key), descendsIntoNew: descendsIntoNew)
      }
    case .array(let items):
      for (index, item) in items.enumerated() {
        let before = (old?.array).flatMap { $0.indices.contains(index) ? $0[index] : nil }
        visit(before, item, at: path.appending(index), descendsIntoNew: descendsIntoNew)
      }
    default: break
    }
  }
}

extension DesiredResource {
  /// Where those parts of an attribute's new value are written that differ from what is there.
  func parts(
    of attribute: DesiredAttribute, from before: JSONValue, to after: PlannedValue,
    shape: ValueShape?
  ) -> WrittenParts {
    guard let sourceMap, let span = attribute.span, case .value(let value) = after else {
      return WrittenParts()
    }
    let paths = ChangedParts(from: before, to: value, shape: shape).paths
    return paths.isEmpty ? WrittenParts() : sourceMap.parts(paths, of: value, at: span)
  }
}
