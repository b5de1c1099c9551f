import OrderedCollections
package import ResourceModel
import YAMLSyntax

/// An object of the provider as the files that a person would have written for it.
package struct ImportedResource {
  /// What is left as it is, because it cannot be declared.
  package enum Remark: Sendable, Equatable {
    /// The files of an attribute: this version does not declare files that exist already.
    case files(AttributePath)
    /// A value that is written inside a member of another field, of which there is none.
    case homeless(AttributePath)
  }

  package let files: ImportedFiles
  package let remarks: [Remark]

  /// - Parameters:
  ///   - keys: the keys of the objects that this project declares, by ID.
  ///   - modeline: the comment that binds the file to its schema for editors, where there is one.
  ///   - existing: what stands at a path of the configuration folder.
  package init(
    _ observed: ObservedResource, at address: Address, schema: ResourceSchema,
    keys: [String: Address], modeline: String?,
    existing: @escaping (String) -> ImportedFiles.Existing
  ) {
    var author = ImportAuthor(
      observed: observed, address: address, schema: schema, keys: keys,
      files: ImportedFiles(existing: existing))
    let fields = author.fields()
    let document = YAMLValue.block([
      .init(address.collection, .block([.init(address.key, .block(fields))]))
    ])
    _ = author.files.add(
      YAMLWriter.write(document, head: [modeline].compactMap { $0 }),
      at: ["\(address.key).yaml", "\(address.collection)-\(address.key).yaml"])
    author.files.moveLastToFront()
    files = author.files
    remarks = author.remarks
  }
}
