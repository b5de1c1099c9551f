import OrderedCollections
import ResourceModel

/// Compares two versions of something that a model calls.
///
/// | change | effect |
/// |---|---|
/// | another description | compatible |
/// | another name, the same parameters | breaks habits; handlers have to answer to the new name |
/// | a function more | compatible: no caller knows it, but a handler has to be there first |
/// | a function less | breaks habits |
/// | `strict` on | compatible |
/// | `strict` off | breaks handlers: arguments may stray from the schema |
/// | the same arguments, said in another way | compatible |
/// | the parameters | see `SchemaComparison` |
struct FunctionComparison {
  let callable: Callable

  /// nil when both are the same, in whatever order of keys.
  func verdict(from old: JSONValue, to new: JSONValue) -> FunctionVerdict? {
    let oldName = old[callable.name]?.string ?? "?"
    let name = new[callable.name]?.string ?? "?"
    var reasons: [FunctionVerdict.Reason] = []
    if oldName != name {
      reasons.append(
        reason(
          callable.name, .breaksHabits,
          "is renamed from \(oldName): handlers have to answer to the new name"))
    }
    reasons += members(from: old, to: new)
    var comparison = SchemaComparison(old: arguments(of: old), new: arguments(of: new))
    reasons += comparison.reasons(at: ValuePath().appending(callable.arguments))
    if reasons.isEmpty {
      guard !arguments(of: old).isEquivalent(to: arguments(of: new)) else { return nil }
      reasons.append(
        reason(callable.arguments, .compatible, "says the same arguments in another way"))
    }
    var verdict = FunctionVerdict(
      name: name, previousName: oldName == name ? nil : oldName,
      change: oldName == name ? .changed : .renamed, reasons: reasons)
    (verdict.parameterCount, verdict.unchangedParameterCount) = comparison.parameterCounts
    return verdict
  }

  func verdict(onAdded function: JSONValue) -> FunctionVerdict {
    let reason = reason(
      "", .compatible, "is added: a handler has to be there before the model calls it")
    return FunctionVerdict(
      name: function[callable.name]?.string ?? "?", change: .added, reasons: [reason])
  }

  func verdict(onRemoved function: JSONValue) -> FunctionVerdict {
    let reason = reason(
      "", .breaksHabits, "is removed: prompts and running threads may still count on it")
    return FunctionVerdict(
      name: function[callable.name]?.string ?? "?", change: .removed, reasons: [reason])
  }

  /// Whether two functions of different names are one: the same parameters, of which there are some,
  /// or else the same description.
  func isRenamed(_ old: JSONValue, _ new: JSONValue) -> Bool {
    let parameters = arguments(of: new)
    guard arguments(of: old).isEquivalent(to: parameters) else { return false }
    let hasParameters = !(parameters["properties"]?.object ?? [:]).isEmpty
    return hasParameters || hasSameDescription(old, new)
  }

  func hasSameDescription(_ old: JSONValue, _ new: JSONValue) -> Bool {
    guard let text = new[callable.description]?.string, !text.isEmpty else { return false }
    return old[callable.description]?.string == text
  }

  private func members(from old: JSONValue, to new: JSONValue) -> [FunctionVerdict.Reason] {
    let keys = OrderedSet((new.object ?? [:]).keys).union((old.object ?? [:]).keys)
    return keys.compactMap { key in
      guard key != callable.name, key != callable.arguments,
        !Self.value(key, of: old).isEquivalent(to: Self.value(key, of: new))
      else { return nil }
      switch key {
      case callable.description:
        return reason(key, .compatible, Self.description(from: old[key], to: new[key]))
      case "strict" where new[key] == .bool(true):
        return reason(key, .compatible, "is strict: arguments always follow the schema")
      case "strict":
        return reason(
          key, .breaksHandlers, "is not strict: arguments may stray from the schema")
      default: return reason(key, .compatible, "has another `\(key)`")
      }
    }
  }

  private static func value(_ key: String, of function: JSONValue) -> JSONValue {
    function[key] ?? (key == "strict" ? false : .null)
  }

  static func description(from old: JSONValue?, to new: JSONValue?) -> String {
    switch (old ?? .null, new ?? .null) {
    case (.null, _): "has a description"
    case (_, .null): "has no description"
    default: "has another description"
    }
  }

  private func reason(
    _ key: String, _ effect: FunctionVerdict.Effect, _ predicate: String
  ) -> FunctionVerdict.Reason {
    FunctionVerdict.Reason(
      path: key.isEmpty ? ValuePath() : ValuePath().appending(key), subject: "", effect: effect,
      predicate: predicate)
  }

  /// No parameters are an object without properties.
  private func arguments(of function: JSONValue) -> JSONValue {
    let written = function[callable.arguments] ?? .null
    return written.isNull ? ["type": "object", "properties": [:]] : written
  }
}
