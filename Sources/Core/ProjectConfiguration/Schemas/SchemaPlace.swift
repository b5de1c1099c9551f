import Diagnostics
import JSONSchema
import YAMLSyntax

/// Where a part of a schema is written. Looked for only once there is something to say.
struct SchemaPlace {
  let node: YAMLNode
  /// The key that it is the value of; nil for the root and for items of a list.
  let entry: YAMLMapping.Entry?
  /// Whether it stands where it is used and nowhere else: not behind an alias or a merge key, and
  /// not under an anchor. A value with variables is none to edit either.
  let isEditable: Bool

  /// The place of a value, or of the nearest one around it that is written.
  init(_ pointer: [JSONPointer.Step], in root: YAMLNode) {
    var node = root
    var entry: YAMLMapping.Entry?
    var isEditable = Self.isPlain(root)
    walk: for step in pointer {
      let next: YAMLNode
      switch step {
      case .key(let key):
        guard let found = node.mapping?[key] else { break walk }
        if !Self.contains(node.span, found.keySpan) { isEditable = false }
        entry = found
        next = found.value
        if !Self.contains(node.span, next.span) || !Self.isPlain(next) { isEditable = false }
        node = next
      case .index(let index):
        guard let items = node.sequence, items.indices.contains(index) else { break walk }
        next = items[index]
        entry = nil
        if !Self.contains(node.span, next.span) || !Self.isPlain(next) { isEditable = false }
        node = next
      }
    }
    self.node = node
    self.entry = entry
    let text = node.scalar?.text ?? ""
    self.isEditable =
      isEditable && !InterpolationPart.occurs(in: text) && !Placeholders.occur(in: text)
  }

  /// The value on one line; the key of one that is not written at all.
  var span: SourceSpan {
    let head = node.head
    return head.start < head.end ? head : keySpan
  }

  /// The key, or the value where there is none.
  var keySpan: SourceSpan { entry?.keySpan ?? node.head }

  private static func isPlain(_ node: YAMLNode) -> Bool {
    guard node.span.start < node.span.end else { return true }
    switch node.span.file.text[node.span.start] {
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"): return false
    default: return true
    }
  }

  private static func contains(_ outer: SourceSpan, _ inner: SourceSpan) -> Bool {
    outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end
  }
}
