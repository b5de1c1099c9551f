/// The way from the top of a JSON value to a place inside it.
package struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  package enum Step: Sendable, Hashable {
    case key(String)
    /// A position in a list, from 0.
    case index(Int)
  }

  package private(set) var steps: [Step]

  package init(_ steps: [Step] = []) {
    self.steps = steps
  }

  package var isEmpty: Bool { steps.isEmpty }

  package func appending(_ key: String) -> ValuePath { ValuePath(steps + [.key(key)]) }

  package func appending(_ index: Int) -> ValuePath { ValuePath(steps + [.index(index)]) }

  package func appending(_ path: ValuePath) -> ValuePath { ValuePath(steps + path.steps) }

  /// The way from `top` on; the whole way for a place that does not stand below it.
  package func relative(to top: ValuePath) -> ValuePath {
    steps.starts(with: top.steps) ? ValuePath(Array(steps.dropFirst(top.steps.count))) : self
  }

  /// What the place stands in; nil at the top.
  package var parent: ValuePath? { isEmpty ? nil : ValuePath(Array(steps.dropLast())) }

  /// `parameters.properties.days`, `[1].function`. Keys that are not plain words are quoted, so that a
  /// key can never look like a path.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key)
      where Grammar.isKey(key) || key.first == "$" && Grammar.isKey(String(key.dropFirst())):
        text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(JSONWriter.string(.string(key)))]"
      }
    }
    return text
  }
}

extension JSONValue {
  /// What stands at a place inside; nil where there is nothing.
  package func value(at path: ValuePath) -> JSONValue? {
    var value = self
    for step in path.steps {
      let inside: JSONValue? =
        switch step {
        case .key(let key): value[key]
        case .index(let index):
          (value.array).flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
      guard let inside else { return nil }
      value = inside
    }
    return value
  }
}
