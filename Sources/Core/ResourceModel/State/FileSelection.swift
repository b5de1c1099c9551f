package import Diagnostics
import OrderedCollections

/// The files that a resource declares, as written: patterns are expanded by whoever reads the disk.
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

  package init(entries: [Entry] = [], excluded: [String] = [], chunking: JSONValue? = nil) {
    self.entries = entries
    self.excluded = excluded
    self.chunking = chunking
  }
}
