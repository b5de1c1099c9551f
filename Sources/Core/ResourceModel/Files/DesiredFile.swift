package import Diagnostics
import OrderedCollections

/// One file of the project, as a resource is to hold it.
package struct DesiredFile: Sendable, Equatable {
  /// Relative to the configuration folder, as in `files["…"]`.
  package var path: String
  /// Its name at the provider: the last component of the path unless `name:` says otherwise.
  package var name: String
  /// In bytes.
  package var size: Int
  /// The SHA-256 of the bytes, which is what a file is known by.
  package var content: Digest
  /// What the YAML gives, without the program's own.
  package let attributes: JSONObject
  /// `max_chunk_size_tokens` and `chunk_overlap_tokens`, the entry's or the store's; nil leaves them
  /// to the server.
  package let chunking: JSONValue?
  /// What of it a store holds beside the bytes.
  package let settings: AttachmentSettings
  /// The entry that named it.
  package var span: SourceSpan?

  /// `settings` is for those who have it: ten thousand files of one entry have it in common.
  package init(
    path: String, name: String, size: Int, content: Digest,
    attributes: JSONObject = JSONObject(), chunking: JSONValue? = nil,
    settings: AttachmentSettings? = nil, span: SourceSpan? = nil
  ) {
    self.path = path
    self.name = name
    self.size = size
    self.content = content
    self.attributes = attributes
    self.chunking = chunking
    self.settings = settings ?? AttachmentSettings(attributes: attributes, chunking: chunking)
    self.span = span
  }
}
