import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Something that the model can call, as a file declares it.
struct DeclaredCallable {
  let name: String
  /// Where the name is written.
  let span: SourceSpan
  /// The word for it: `function`.
  let word: String
}

extension ValueDecoder {
  /// Takes note of something callable, and looks at what the model will read about it.
  mutating func declare(
    _ callable: Callable, _ entries: [YAMLMapping.Entry], _ members: JSONObject,
    isPartial: Bool
  ) {
    guard let entry = entries.first(where: { $0.key == callable.name }),
      let name = members[callable.name]?.string
    else { return }
    let declared = DeclaredCallable(name: name, span: entry.value.span, word: callable.word)
    callables.append(declared)
    if isPartial { return }
    let description = entries.first { $0.key == callable.description }
    if description == nil || isNull(description?.value)
      || members[callable.description]?.string.map(Self.isBlank) == true
    {
      MissingDescription.report(
        declared, field: callable.description, at: description?.value.span ?? entry.value.span,
        to: findings)
    }
    if let arguments = entries.first(where: { $0.key == callable.arguments }),
      let schema = members[callable.arguments]
    {
      UndescribedParameters.check(schema, arguments, of: declared, to: findings)
    }
  }

  private func isNull(_ node: YAMLNode?) -> Bool { node.map(isNull) ?? false }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
