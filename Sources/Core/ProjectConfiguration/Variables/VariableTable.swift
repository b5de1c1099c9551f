import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// The variables of one target: the project's, overridden by the target's, overridden by `--var`.
///
/// A class because it resolves on demand and remembers which names were asked for.
final class VariableTable {
  struct Value {
    var text: String
    var value: YAMLScalar.CoreValue
  }

  private enum Definition {
    case written(YAMLNode)
    case argument(Value)
  }

  private let findings: Findings
  private var definitions: OrderedDictionary<String, Definition> = [:]
  private var values: [String: Value?] = [:]
  private var resolving: [(name: String, span: SourceSpan)] = []
  private var used: Set<String> = []
  private var argumentsAlone: [String] = []

  /// False when a place that may define variables could not be read: an unknown name is then no
  /// mistake of its own.
  let isComplete: Bool

  init(
    layers: [OrderedDictionary<String, YAMLNode>], arguments: [(name: String, value: String)],
    isComplete: Bool, findings: Findings
  ) {
    self.findings = findings
    self.isComplete = isComplete
    for layer in layers {
      for (name, node) in layer { definitions[name] = .written(node) }
    }
    for (name, text) in arguments {
      // A variable that the project holds as text stays text: `--var build=0042` is not 42.
      var value = YAMLScalar(text: text, style: .plain).value
      switch definitions[name] {
      case .written(let node)?:
        if case .string? = node.scalar?.value { value = .string(text) }
      default: argumentsAlone.append(name)
      }
      definitions[name] = .argument(Value(text: text, value: value))
    }
  }

  var names: [String] { Array(definitions.keys) }

  /// The names given by `--var` alone that nothing asked for.
  var unusedArguments: [String] { argumentsAlone.filter { !used.contains($0) } }

  /// The variable's value; nil when it has none, which was reported.
  func value(of name: String, at span: SourceSpan) -> Value? {
    used.insert(name)
    if let known = values[name] { return known }
    guard let definition = definitions[name] else {
      if isComplete { UnknownVariable.report(name, known: names, at: span, to: findings) }
      return nil
    }
    if let start = resolving.firstIndex(where: { $0.name == name }) {
      VariableCycle.report(resolving[start...].map(\.name) + [name], at: span, to: findings)
      return nil
    }
    guard resolving.count < VariableCycle.longest else {
      VariableCycle.reportLength(of: resolving.map(\.name), at: span, to: findings)
      return nil
    }
    resolving.append((name, span))
    defer { resolving.removeLast() }
    let value = resolve(definition)
    values[name] = .some(value)
    return value
  }

  /// Resolves every definition, so that mistakes in unused ones are told too.
  func resolveAll() {
    for (name, definition) in definitions {
      guard case .written(let node) = definition, values[name] == nil else { continue }
      resolving.append((name, node.span))
      values[name] = .some(resolve(definition))
      resolving.removeLast()
    }
  }

  private func resolve(_ definition: Definition) -> Value? {
    switch definition {
    case .argument(let value): return value
    case .written(let node):
      guard let scalar = node.scalar else { return nil }
      let interpolator = Interpolator(variables: self, findings: findings)
      return interpolator.resolve(scalar, at: node.span).map { resolved in
        Value(
          text: resolved.text,
          value: resolved.string.map(YAMLScalar.CoreValue.string) ?? resolved.value)
      }
    }
  }
}
