/// A list of local files: how many, how large and of which types.
package struct FileListShape: Sendable {
  /// The most files, once patterns are expanded.
  package var maximum: Int
  /// The most bytes of one file.
  package var maximumSize: Int
  /// The types that the host reads; nil for any.
  package var types: FileTypes?
  /// How a file may be cut for search. With it, entries may carry attributes and a chunking of their
  /// own, and `chunking:` and `exclude:` stand beside the list; without it, entries are paths alone.
  package var chunking: ObjectShape?

  package init(
    maximum: Int, maximumSize: Int = 512 << 20, types: FileTypes? = nil,
    chunking: ObjectShape? = nil
  ) {
    self.maximum = maximum
    self.maximumSize = maximumSize
    self.types = types
    self.chunking = chunking
  }
}

/// The types of files that a host reads, told apart by the ending of the name, as hosts do.
package struct FileTypes: Sendable {
  /// What reads them, as a sentence names it: `file search`.
  package var reader: String
  /// Endings without the dot, in lower case, of what has to be text.
  package var text: [String]
  /// Endings of everything else.
  package var binary: [String]

  package init(reader: String, text: [String], binary: [String]) {
    self.reader = reader
    self.text = text
    self.binary = binary
  }

  package var all: [String] { (text + binary).sorted() }

  package func contains(_ ending: String) -> Bool {
    text.contains(ending) || binary.contains(ending)
  }

  /// What follows the last dot of a name, in lower case; nil where there is nothing.
  package static func ending(of name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    return ending.isEmpty ? nil : ending.lowercased()
  }
}
