import Diagnostics
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// Resources by key, or by `{ id: … }`: one, or a list.
  mutating func references(
    _ node: YAMLNode, to collection: String, maximum: Int, named subject: String
  ) -> [Reference]? {
    expanding(node) { decoder, node in
      let items = node.sequence ?? [node]
      TooMany.check(
        items.count, of: subject, maximum: maximum, at: node.head, to: decoder.findings)
      let found = items.compactMap { decoder.reference($0, to: collection, named: subject) }
      return found.count == items.count ? found : nil
    }
  }

  private func reference(
    _ node: YAMLNode, to collection: String, named subject: String
  ) -> Reference? {
    if node.mapping != nil { return identifier(node, named: subject) }
    let wanted = "a key under `\(collection):`, or `{ id: … }`"
    guard let scalar = node.scalar else { return mismatch(node, named: subject, wants: wanted) }
    guard let resolved = resolve(scalar, at: node.span) else { return nil }
    // A key may look like a number; it is a key all the same.
    guard !resolved.isNull, !resolved.text.isEmpty else {
      return mismatch(node, resolved, named: subject, wants: wanted)
    }
    let address = Address(collection: collection, key: resolved.text)
    if scope.declarations.span(of: address) == nil, scope.declarations.isComplete {
      UnknownResource.report(
        key: resolved.text, in: collection, known: scope.declarations.keys(of: collection),
        at: node.span, to: findings)
      return nil
    }
    return .address(address)
  }

  private func identifier(_ node: YAMLNode, named subject: String) -> Reference? {
    let owner = "a reference"
    guard
      let fields = Fields(
        node, named: subject, of: owner, known: ReferenceFields.keys, to: findings)
    else { return nil }
    guard let entry = fields["id"] else {
      if fields.entries.isEmpty, !fields.isPartial {
        MissingField.report("id", of: owner, at: node.head, to: findings)
      }
      return nil
    }
    guard let scalar = entry.value.scalar else {
      return mismatch(entry.value, named: "id", wants: "an ID")
    }
    guard let resolved = resolve(scalar, at: entry.value.span) else { return nil }
    guard let id = resolved.string, !id.isEmpty else {
      return mismatch(entry.value, resolved, named: "id", wants: "an ID")
    }
    return .identifier(id)
  }
}
