package import Diagnostics
import OrderedCollections

/// The files that a resource declares: the entries as written, and what they come to.
package struct FileSelection: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    /// A path or a glob, relative to the configuration folder.
    package var pattern: String
    /// Another name for the file at the provider; only for an entry that names one file.
    package var name: String?
    package var attributes: JSONObject
    package var chunking: JSONValue?
    package var span: SourceSpan?

    package init(
      pattern: String, name: String? = nil, attributes: JSONObject = JSONObject(),
      chunking: JSONValue? = nil, span: SourceSpan? = nil
    ) {
      self.pattern = pattern
      self.name = name
      self.attributes = attributes
      self.chunking = chunking
      self.span = span
    }
  }

  package var entries: [Entry]
  /// Globs of files that are left out again.
  package var excluded: [String]
  /// How files are cut unless an entry says otherwise; nil for the server's choice.
  package var chunking: JSONValue?
  /// What the entries come to, each file once, by path and bytewise.
  package var files: [DesiredFile]

  package init(
    entries: [Entry] = [], excluded: [String] = [], chunking: JSONValue? = nil,
    files: [DesiredFile] = []
  ) {
    self.entries = entries
    self.excluded = excluded
    self.chunking = chunking
    self.files = files
  }
}
