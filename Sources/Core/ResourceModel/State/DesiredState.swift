package import Diagnostics
package import OrderedCollections

/// What the YAML says, for one project and target.
package struct DesiredState: Sendable {
  package var project: String
  package var target: String
  package var resources: OrderedDictionary<Address, DesiredResource>
  /// The names that applications read, each with what it stands for.
  package var outputs: OrderedDictionary<String, OutputReference>
  /// Names that the project had before, oldest first.
  package var formerProjects: [String]
  /// Names that the target had before, oldest first.
  package var formerTargets: [String]
  /// What is to be forgotten without being deleted.
  package var removed: [RemovedResource]

  package init(
    project: String, target: String, resources: OrderedDictionary<Address, DesiredResource> = [:],
    outputs: OrderedDictionary<String, OutputReference> = [:], formerProjects: [String] = [],
    formerTargets: [String] = [], removed: [RemovedResource] = []
  ) {
    self.project = project
    self.target = target
    self.resources = resources
    self.outputs = outputs
    self.formerProjects = formerProjects
    self.formerTargets = formerTargets
    self.removed = removed
  }

  package var ownership: Ownership {
    Ownership(
      project: project, target: target, formerProjects: formerProjects,
      formerTargets: formerTargets)
  }
}

/// An address of `removed:`.
package struct RemovedResource: Sendable, Equatable {
  package var address: Address
  package var span: SourceSpan?

  package init(address: Address, span: SourceSpan? = nil) {
    self.address = address
    self.span = span
  }
}

/// An output's value: `assistants.support.id`.
package struct OutputReference: Sendable, Equatable {
  package var address: Address
  package var span: SourceSpan?

  package init(address: Address, span: SourceSpan? = nil) {
    self.address = address
    self.span = span
  }
}

package struct DesiredResource: Sendable {
  package var address: Address
  /// Only what the YAML declares; a field that is absent here is the server's to choose.
  package var attributes: OrderedDictionary<AttributePath, DesiredAttribute>
  package var lifecycle: Lifecycle
  /// Keys that this resource had before, oldest first.
  package var formerly: [String]
  /// The resource's key in the YAML.
  package var span: SourceSpan?
  /// Finds the places of what stands inside the attributes; nil where nothing is known of them.
  package var sourceMap: (any SourceMap)?

  package init(
    address: Address, attributes: OrderedDictionary<AttributePath, DesiredAttribute> = [:],
    lifecycle: Lifecycle = Lifecycle(), formerly: [String] = [], span: SourceSpan? = nil
  ) {
    self.address = address
    self.attributes = attributes
    self.lifecycle = lifecycle
    self.formerly = formerly
    self.span = span
  }

  /// The addresses that must exist before this resource can be written.
  package var dependencies: [Address] {
    attributes.values.flatMap { $0.value.referencedAddresses }
  }
}

package struct Lifecycle: Sendable, Equatable {
  /// Refuses deletion and replacement.
  package var protect: Bool
  /// Attributes that are set at creation only.
  package var ignore: [AttributePath]

  package init(protect: Bool = false, ignore: [AttributePath] = []) {
    self.protect = protect
    self.ignore = ignore
  }

  /// Whether an attribute is set at creation only; a map field takes all its keys along.
  package func ignores(_ path: AttributePath) -> Bool {
    ignore.contains(path) || ignore.contains(AttributePath(path.attribute))
  }
}

package struct DesiredAttribute: Sendable {
  package var value: DesiredValue
  /// Where the value is declared in the YAML.
  package var span: SourceSpan?
  /// Where the lines of a text are written: in the file of `{ file: … }`, below the `|` of a block
  /// scalar, between quotes. nil where that cannot be told, behind an alias for instance.
  package var textOrigin: TextOrigin?

  package init(_ value: DesiredValue, span: SourceSpan? = nil, textOrigin: TextOrigin? = nil) {
    self.value = value
    self.span = span
    self.textOrigin = textOrigin
  }
}

package enum DesiredValue: Sendable, Equatable {
  /// A value as its shape says; null means the server's default.
  case json(JSONValue)
  case references([Reference])
  case files(FileSelection)

  package var referencedAddresses: [Address] {
    guard case .references(let references) = self else { return [] }
    return references.compactMap { if case .address(let address) = $0 { address } else { nil } }
  }
}

/// Another resource: one of this project, or one that is managed elsewhere.
package enum Reference: Sendable, Hashable {
  case address(Address)
  case identifier(String)
}
