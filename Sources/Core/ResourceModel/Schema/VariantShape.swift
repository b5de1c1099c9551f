/// Objects of several kinds, told apart by one member.
package struct VariantShape: Sendable {
  package struct Variant: Sendable {
    /// The value of the discriminator: `function`.
    package var name: String
    package var shape: ObjectShape
    /// A member whose presence alone names the variant, so that the discriminator may be left out:
    /// `- function: { … }`.
    package var impliedBy: String?
    /// The path to the text that, with the name, identifies a member of a list:
    /// `["function", "name"]`. Empty when the list holds at most one of the variant.
    package var identity: [String]
    /// Members that are written here and belong to an attribute of their own: `vector_stores` of
    /// the file search tool is the attribute `file_search.vector_stores`.
    package var liftedFields: [LiftedField]
    /// What the variant was called before, which people still write.
    package var earlierNames: [String]
    package var summary: String

    package init(
      _ name: String, _ shape: ObjectShape, impliedBy: String? = nil, identity: [String] = [],
      liftedFields: [LiftedField] = [], earlierNames: [String] = [], summary: String
    ) {
      self.name = name
      self.shape = shape
      self.impliedBy = impliedBy
      self.identity = identity
      self.liftedFields = liftedFields
      self.earlierNames = earlierNames
      self.summary = summary
    }
  }

  package struct LiftedField: Sendable {
    package var name: String
    package var attribute: String

    package init(_ name: String, to attribute: String) {
      self.name = name
      self.attribute = attribute
    }
  }

  /// The member that tells them apart: `type`.
  package var discriminator: String
  package var variants: [Variant]

  package init(by discriminator: String, _ variants: [Variant]) {
    self.discriminator = discriminator
    self.variants = variants
  }

  /// The variant of a complete value; nil for one that this version does not know.
  package func variant(of value: JSONValue) -> Variant? {
    guard let name = value[discriminator]?.string else { return nil }
    return variants.first { $0.name == name }
  }

  /// What stays the same when a member of a list changes: its variant, and its name where it has
  /// one. Members of a type that this version does not know are identified by that type alone.
  package func identity(of value: JSONValue) -> String {
    let name = value[discriminator]?.string ?? "?"
    guard let variant = variant(of: value), !variant.identity.isEmpty else { return name }
    let label = variant.identity.reduce(Optional(value)) { $0?[$1] }?.string
    return "\(name) \(label ?? "?")"
  }
}
