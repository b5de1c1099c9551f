/// The place of a value inside a JSON document, from its root.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  package enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }

  package func appending(_ step: Step) -> JSONPointer { JSONPointer(steps + [step]) }

  /// As RFC 6901 writes it: `/properties/a~1b/0`; empty for the root.
  package var description: String {
    steps.map { step in
      switch step {
      case .index(let index): "/\(index)"
      case .key(let key):
        "/"
          + key.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
          }
      }
    }.joined()
  }
}
