import OrderedCollections
import ResourceModel

/// One place at which two JSON values differ.
struct ValueEdit: Equatable {
  enum Kind: Equatable {
    case changed(JSONValue, JSONValue)
    case added(JSONValue)
    case removed(JSONValue)
    /// A list of scalars, compared as a set: what left, and what came.
    case members(removed: [JSONValue], added: [JSONValue])
    /// A list of the same scalars in another order.
    case order(from: [JSONValue], to: [JSONValue])
    /// An object of the same keys in another order.
    case keyOrder(from: [String], to: [String])
  }

  var path: ValuePath
  var kind: Kind
}

/// Compares JSON values by their structure: objects by key, lists of scalars as sets, other lists by
/// position.
struct ValueDifference {
  /// Whether another order of an object's keys is a difference.
  var comparesKeyOrder: Bool

  func edits(from old: JSONValue, to new: JSONValue, at path: ValuePath = ValuePath())
    -> [ValueEdit]
  {
    switch (old, new) {
    case (.object(let left), .object(let right)): return members(left, right, path)
    case (.array(let left), .array(let right)): return items(left, right, path)
    default:
      return old.isEquivalent(to: new) ? [] : [ValueEdit(path: path, kind: .changed(old, new))]
    }
  }

  private func members(_ old: JSONObject, _ new: JSONObject, _ path: ValuePath) -> [ValueEdit] {
    var edits: [ValueEdit] = []
    for (key, value) in new.elements {
      let place = path.appending(key)
      if let before = old[key] {
        edits += self.edits(from: before, to: value, at: place)
      } else {
        edits.append(ValueEdit(path: place, kind: .added(value)))
      }
    }
    for (key, value) in old.elements where new[key] == nil {
      edits.append(ValueEdit(path: path.appending(key), kind: .removed(value)))
    }
    let oldOrder = old.elements.map(\.key).filter { new[$0] != nil }
    let newOrder = new.elements.map(\.key).filter { old[$0] != nil }
    if comparesKeyOrder, oldOrder != newOrder {
      edits.append(ValueEdit(path: path, kind: .keyOrder(from: oldOrder, to: newOrder)))
    }
    return edits
  }

  private func items(_ old: [JSONValue], _ new: [JSONValue], _ path: ValuePath) -> [ValueEdit] {
    if (old + new).allSatisfy(\.isScalar) {
      let edit = scalars(old, new)
      return edit.map { [ValueEdit(path: path, kind: $0)] } ?? []
    }
    // What both lists begin and end with is left out, so that one item more shifts nothing.
    var start = 0
    while start < min(old.count, new.count), old[start].isEquivalent(to: new[start]) { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end].isEquivalent(to: new[new.count - 1 - end])
    {
      end += 1
    }
    let (left, right) = (old.dropFirst(start).dropLast(end), new.dropFirst(start).dropLast(end))
    var edits: [ValueEdit] = []
    for index in start..<start + max(left.count, right.count) {
      let place = path.appending(index)
      switch (left.indices.contains(index), right.indices.contains(index)) {
      case (true, true): edits += self.edits(from: left[index], to: right[index], at: place)
      case (true, false): edits.append(ValueEdit(path: place, kind: .removed(left[index])))
      default: edits.append(ValueEdit(path: place, kind: .added(right[index])))
      }
    }
    return edits
  }

  private func scalars(_ old: [JSONValue], _ new: [JSONValue]) -> ValueEdit.Kind? {
    // By their canonical form, since an `enum` may have thousands.
    let forms = (old: old.map(Self.form), new: new.map(Self.form))
    var left = forms.old.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let take = { (form: [UInt8]) in
      guard let count = left[form], count > 0 else { return false }
      left[form] = count - 1
      return true
    }
    let added = zip(new, forms.new).filter { !take($0.1) }.map(\.0)
    // Of several alike the first stay.
    let removed = zip(old, forms.old).reversed().filter { take($0.1) }.map(\.0)
    if removed.isEmpty, added.isEmpty {
      return forms.old == forms.new ? nil : .order(from: old, to: new)
    }
    return .members(removed: removed.reversed(), added: added)
  }

  private static func form(_ value: JSONValue) -> [UInt8] {
    JSONWriter.bytes(value, .canonical)
  }
}

extension JSONValue {
  var isScalar: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }
}
