package import Diagnostics

/// A node of the composed tree: aliases and merge keys are already resolved.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping(YAMLMapping)
  }

  package let content: Content
  /// From the first to the last byte of the node, its anchor and tag included. A block collection
  /// ends with its last child, a block scalar before its final line break. A node that an alias
  /// stands for has the span of the alias; its children keep their own.
  package let span: SourceSpan

  package init(content: Content, span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var mapping: YAMLMapping? {
    if case .mapping(let mapping) = content { mapping } else { nil }
  }

  /// Whether a mistake that is already told left no value here.
  package var isUnknown: Bool { scalar?.isUnknown ?? false }

  /// What kind of node it is, in the words of an error message: `text`, `a mapping`.
  package var kindName: String {
    switch content {
    case .scalar(let scalar): scalar.value.kindName
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
