import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Checks of what the model reads, once all of a resource is known.
extension ResourceDecoder {
  func checkPrompts(
    _ declaration: ResourceDeclaration, _ fields: Fields, _ resource: DesiredResource,
    _ decoder: ValueDecoder
  ) {
    var prose = decoder.prose
    if let body = declaration.body, fields[body.attribute] == nil { prose.append(body.written) }
    for text in prose { RepeatedPrompt.check(text, to: scope.findings) }
    guard isWhole(declaration.schema, fields, resource), declaration.schema.hasCallables else {
      return
    }
    let check = PromptCheck(
      resource: resource, schema: declaration.schema, callables: decoder.callables,
      findings: scope.findings)
    for text in prose { check.check(text) }
  }

  /// Whether every entry has a value: a tool that could not be decoded may be the one that is spoken of.
  private func isWhole(
    _ schema: ResourceSchema, _ fields: Fields, _ resource: DesiredResource
  ) -> Bool {
    !fields.isPartial
      && fields.entries.allSatisfy { entry in
        guard let attribute = schema.attribute(entry.key) else {
          return isOption(entry.key)
        }
        return attribute.isMap || resource.attributes[AttributePath(attribute.name)] != nil
      }
  }
}

extension ResourceDeclaration.Body {
  /// The text with its source, which ends where the file does.
  var written: WrittenText {
    WrittenText(
      text, head: span,
      source: SourceSpan(file: span.file, start: span.start, end: span.file.text.count))
  }
}
