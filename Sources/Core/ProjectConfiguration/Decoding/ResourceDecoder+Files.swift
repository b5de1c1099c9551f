import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ResourceDecoder {
  func addFileOptions(
    _ fields: Fields, _ schema: ResourceSchema, to resource: inout DesiredResource,
    _ decoder: inout ValueDecoder
  ) {
    guard let (name, shape) = ResourceFields.fileList(of: schema),
      let chunkingShape = shape.chunking
    else {
      return
    }
    let chunking = fields[Self.chunking].flatMap { decoder.chunking($0.value, chunkingShape) }
    let excluded = fields[Self.exclude].map { excludedPatterns($0, decoder) } ?? []
    guard fields[name] != nil else {
      guard fields.lacks(name) else { return }
      for entry in [fields[Self.chunking], fields[Self.exclude]].compactMap({ $0 }) {
        MissingField.report(
          name, of: "`\(entry.key)`", at: entry.keySpan, to: scope.findings)
      }
      return
    }
    guard var attribute = resource.attributes[AttributePath(name)],
      case .files(var selection) = attribute.value
    else { return }
    selection.chunking = chunking
    selection.excluded = excluded
    attribute.value = .files(selection)
    resource.attributes[AttributePath(name)] = attribute
  }

  private func excludedPatterns(_ entry: YAMLMapping.Entry, _ decoder: ValueDecoder) -> [String] {
    if decoder.isNull(entry.value) { return [] }
    let items = entry.value.sequence ?? [entry.value]
    return items.compactMap { decoder.pattern($0, named: entry.key)?.description }
  }

  /// Fills in which files each list of the resource comes to.
  func expandFiles(_ schema: ResourceSchema, of resource: inout DesiredResource) {
    for (path, attribute) in resource.attributes {
      guard case .files(var selection) = attribute.value,
        case .files(let shape)? = schema.shape(at: path)
      else { continue }
      let matches = FileExpansion(selection, scope.library, scope.findings).matches()
      if selection.entries.count <= shape.maximum {
        TooMany.checkFiles(
          matches.count, of: FileFields.listName, maximum: shape.maximum,
          at: selection.entries.first?.span, to: scope.findings)
      }
      var checks = FileChecks(shape, scope.library, scope.findings)
      selection.files = checks.files(of: matches, chunking: selection.chunking)
      resource.attributes[path]?.value = .files(selection)
    }
  }
}
