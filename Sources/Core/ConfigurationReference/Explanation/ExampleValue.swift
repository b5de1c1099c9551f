import ProjectConfiguration
import ResourceModel

/// A value as YAML: on the line of its key, or in lines of its own below it.
enum ExampleValue {
  case inline(String)
  case block([String])

  /// What the field's description gives, or what follows from its shape; nil where nothing does.
  init?(_ field: FieldSchema) {
    if let written = field.example {
      let lines = written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      self = lines.count == 1 ? .inline(lines[0]) : .block(lines)
    } else {
      self.init(field.shape)
    }
  }

  private init?(_ shape: ValueShape) {
    switch shape {
    case .boolean: self = .inline("true")
    case .enumeration(let words):
      guard let first = words.first else { return nil }
      self = .inline(first)
    case .object(let shape):
      let lines = shape.fields.filter(\.isRequired).flatMap { field in
        ExampleValue(field)?.lines(named: field.name) ?? []
      }
      if lines.isEmpty { return nil }
      self = .block(lines)
    case .map(let limits):
      guard let value = ExampleValue(limits.value) else { return nil }
      self = .block(value.lines(named: ExampleSnippet.name))
    case .either(let shapes):
      guard let first = shapes.lazy.compactMap({ ExampleValue($0) }).first else { return nil }
      self = first
    default: return nil
    }
  }

  /// The value below its key.
  func lines(named name: String) -> [String] {
    switch self {
    case .inline(let text): ["\(name): \(text)"]
    case .block(let lines): ["\(name):"] + lines.map { "  " + $0 }
    }
  }
}
