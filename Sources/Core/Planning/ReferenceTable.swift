package import ResourceModel

/// The IDs of the resources and files that exist, for turning declarations into values.
package struct ReferenceTable: Sendable {
  private var ids: [Address: String]
  package var files: FileTable

  package init(_ ids: [Address: String] = [:], files: FileTable = FileTable()) {
    self.ids = ids
    self.files = files
  }

  package subscript(address: Address) -> String? {
    get { ids[address] }
    set { ids[address] = newValue }
  }

  /// The value that a declaration stands for, in normal form; nil for the files of a store, which are
  /// members and not a value.
  package func planned(
    _ value: DesiredValue, at path: AttributePath, schema: ResourceSchema
  ) -> PlannedValue? {
    switch value {
    case .json(let json): .value(schema.normalForm(json, at: path))
    case .references(let references): .references(references.map(planned))
    case .files(let selection):
      schema.holdsMembers(at: path)
        ? nil
        : .files(
          selection.files.map { PlannedFile($0, id: files[$0.identity]) })
    }
  }

  /// The value that an object holds, in the form in which it is compared, hashed and recorded.
  package func held(
    _ resource: ObservedResource, at path: AttributePath, schema: ResourceSchema
  ) -> JSONValue {
    let value = resource.attributes[path]
    guard case .files = schema.shape(at: path), let value else {
      return schema.normalForm(value, at: path)
    }
    return schema.normalForm(files.compared(value, mark: resource.fileMark), at: path)
  }

  private func planned(_ reference: Reference) -> PlannedReference {
    switch reference {
    case .address(let address): PlannedReference(address: address, id: ids[address])
    case .identifier(let id): PlannedReference(address: nil, id: id)
    }
  }
}

extension ResourceSchema {
  /// Whether the files at a path are members of their own, each attached and cut by itself, and not a
  /// value of the object.
  package func holdsMembers(at path: AttributePath) -> Bool {
    guard case .files(let shape) = shape(at: path) else { return false }
    return shape.chunking != nil
  }

  /// The attribute whose files are members; nil for a kind without one.
  package var memberAttribute: AttributePath? {
    attributes.lazy.map { AttributePath($0.name) }.first(where: holdsMembers)
  }

  /// The attribute whose files are a value of the object; nil for a kind without one.
  package var fileListAttribute: AttributePath? {
    attributes.lazy.map { AttributePath($0.name) }.first { path in
      guard case .files(let shape) = shape(at: path) else { return false }
      return shape.chunking == nil
    }
  }
}
