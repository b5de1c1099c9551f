package import ResourceModel

/// The IDs of the resources that exist, for turning references into values.
package struct ReferenceTable: Sendable {
  private var ids: [Address: String]

  package init(_ ids: [Address: String] = [:]) { self.ids = ids }

  package subscript(address: Address) -> String? {
    get { ids[address] }
    set { ids[address] = newValue }
  }

  /// The value that a declaration stands for, in normal form; nil for files, which are not values.
  package func planned(
    _ value: DesiredValue, at path: AttributePath, schema: ResourceSchema
  ) -> PlannedValue? {
    switch value {
    case .json(let json): .value(schema.normalForm(json, at: path))
    case .references(let references): .references(references.map(planned))
    case .files: nil
    }
  }

  private func planned(_ reference: Reference) -> PlannedReference {
    switch reference {
    case .address(let address): PlannedReference(address: address, id: ids[address])
    case .identifier(let id): PlannedReference(address: nil, id: id)
    }
  }
}
