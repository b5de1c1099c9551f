/// That an object is something the model calls, and which of its fields say what about it. Checks of
/// prompts and of what the model has to read are told by this, and know no tool by name.
package struct Callable: Sendable {
  /// The field with the name that the model calls.
  package var name: String
  /// The field with the text by which the model decides when to call it.
  package var description: String
  /// The field with the JSON Schema of the arguments.
  package var arguments: String
  /// The word for it: `function`.
  package var word: String

  package init(_ word: String, name: String, description: String, arguments: String) {
    self.word = word
    self.name = name
    self.description = description
    self.arguments = arguments
  }
}

extension ValueShape {
  /// Whether something callable may stand in a value of this shape.
  package var holdsCallables: Bool {
    switch self {
    case .object(let shape):
      shape.callable != nil || shape.fields.contains { $0.shape.holdsCallables }
    case .list(let element, _): element.holdsCallables
    case .map(let limits): limits.value.holdsCallables
    case .variants(let shape):
      shape.variants.contains { variant in
        variant.shape.fields.contains { $0.shape.holdsCallables }
      }
    case .either(let shapes): shapes.contains { $0.holdsCallables }
    default: false
    }
  }
}

extension ResourceSchema {
  /// Whether the kind's resources may declare something that a model calls.
  package var hasCallables: Bool { attributes.contains { $0.field.shape.holdsCallables } }
}
