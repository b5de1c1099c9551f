package import Diagnostics

/// Edits of YAML that keep comments, style and everything else as it is. Each is nil where it could
/// not be sure to do just what it says.
extension SourceEdit {
  /// Where a new entry stands among the others.
  package enum EntryPosition {
    case first, last
    /// Behind the entry with this key, or last where there is none.
    case after(String)
  }

  /// Another value in the place of a scalar that is written as it reads, on one line.
  package static func replacing(_ node: YAMLNode, with value: NewValue) -> SourceEdit? {
    guard let scalar = node.scalar, !scalar.isUnknown else { return nil }
    return replacing(scalar.text, at: node.span, with: value)
  }

  /// Another key in the place of a key, which must not stand in the mapping already.
  package static func renaming(
    _ key: String, to name: String, in node: YAMLNode
  ) -> SourceEdit? {
    guard WrittenCollection(node) != nil, let mapping = node.mapping, mapping[name] == nil,
      let entry = mapping[key]
    else { return nil }
    return replacing(key, at: entry.keySpan, with: .text(name))
  }

  private static func replacing(
    _ text: String, at span: SourceSpan, with value: NewValue
  ) -> SourceEdit? {
    guard span.start < span.end else { return nil }
    let written = span.file.string(in: span.start..<span.end)
    if written == "'\(text)'", !text.contains("'") {
      if case .text(let new) = value, !new.contains("'"), !new.contains("\n") {
        return SourceEdit(replace: span, with: "'\(new)'")
      }
      return SourceEdit(replace: span, with: value.written(asJSON: false))
    }
    let isJSON = written == "\"\(text)\"" && !text.contains("\\")
    guard isJSON || written == text else { return nil }
    return SourceEdit(replace: span, with: value.written(asJSON: isJSON))
  }

  /// Removes an entry; a comment behind it stays.
  package static func removing(_ key: String, from node: YAMLNode) -> SourceEdit? {
    guard let index = node.mapping?.entries.firstIndex(where: { $0.key == key }) else {
      return nil
    }
    return WrittenCollection(node)?.removing(index)
  }

  /// Removes an item; a comment behind it stays.
  package static func removing(_ index: Int, from node: YAMLNode) -> SourceEdit? {
    guard let items = node.sequence, items.indices.contains(index) else { return nil }
    return WrittenCollection(node)?.removing(index)
  }

  /// Adds an entry, whose key must not stand in the mapping already.
  package static func inserting(
    _ member: NewValue.Member, _ position: EntryPosition = .last, into node: YAMLNode
  ) -> SourceEdit? {
    guard let mapping = node.mapping, mapping[member.key] == nil,
      let collection = WrittenCollection(node)
    else { return nil }
    let place: WrittenCollection.Position =
      switch position {
      case .first: .first
      case .last: .last
      case .after(let key):
        mapping.entries.firstIndex { $0.key == key }.map { .after($0) } ?? .last
      }
    return collection.inserting(member.written(asJSON: collection.isJSON), place)
  }

  /// Adds items at the end of a list, in their order.
  package static func appending(_ values: [NewValue], to node: YAMLNode) -> SourceEdit? {
    guard node.sequence != nil, let collection = WrittenCollection(node), !values.isEmpty else {
      return nil
    }
    let written = values.map { $0.written(asJSON: collection.isJSON) }
    var separator = ", "
    if case .block(let column) = collection.style {
      separator = collection.lineBreak + String(repeating: " ", count: column) + "- "
    }
    return collection.inserting(written.joined(separator: separator), .last).map { edit in
      // Into an empty list only one can go: the second one needs a comma.
      SourceEdit(
        replace: edit.span, with: edit.replacement, appends: !collection.parts.isEmpty)
    }
  }
}
