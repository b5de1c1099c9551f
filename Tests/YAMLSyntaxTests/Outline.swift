import Diagnostics
import YAMLSyntax

func parse(_ text: String) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
  YAMLParser.parse(SourceFile(path: "test.yaml", text: text))
}

/// The tree of a text on one line, as flow-style YAML with strings in double quotes; `nothing` for
/// an empty document. Findings stand before it: what should be a tree must have none.
func outline(_ text: String) -> String {
  let (root, diagnostics) = parse(text)
  let codes = diagnostics.map { $0.code + " " }.joined()
  return codes + (root.map(outline) ?? "nothing")
}

func outline(_ node: YAMLNode) -> String {
  switch node.content {
  case .scalar(let scalar):
    switch scalar.value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let text): text
    case .float(let text): "float \(text)"
    case .string(let text): text.debugDescription
    }
  case .sequence(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
  case .mapping(let mapping):
    "{" + mapping.entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}

extension SourceSpan {
  /// The text that the span covers.
  var text: String { file.string(in: start..<end) }
}

/// Every span of a tree, the keys' included.
func spans(in node: YAMLNode) -> [SourceSpan] {
  switch node.content {
  case .scalar: [node.span]
  case .sequence(let items): [node.span] + items.flatMap(spans)
  case .mapping(let mapping):
    [node.span] + mapping.entries.flatMap { [$0.keySpan] + spans(in: $0.value) }
  }
}
