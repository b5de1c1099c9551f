package import Diagnostics

/// Entries in written order, with a quick look-up by key. No key stands twice.
///
/// Entries of a merge key stand at its place, and those that the mapping writes itself at theirs.
package struct YAMLMapping: Sendable {
  package struct Entry: Sendable {
    /// The key as text, also where it was written as a number or a boolean.
    package let key: String
    package let keySpan: SourceSpan
    package let value: YAMLNode

    package init(key: String, keySpan: SourceSpan, value: YAMLNode) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
    }
  }

  package private(set) var entries: [Entry] = []
  /// Whether a mistake that is already told hides entries: then none can be called missing.
  package internal(set) var isPartial = false
  /// Where each key stands; empty while a look through the entries is quicker.
  private var positions: [String: Int] = [:]
  private static let searchedInOrder = 8

  /// Of entries with the same key, the first stays.
  package init(entries: [Entry] = []) {
    self.entries.reserveCapacity(entries.count)
    for entry in entries { insert(entry) }
  }

  /// What stands where a mapping could not be resolved.
  static let unknown: YAMLMapping = {
    var mapping = YAMLMapping()
    mapping.isPartial = true
    return mapping
  }()

  package subscript(key: String) -> Entry? {
    guard entries.count > Self.searchedInOrder else { return entries.first { $0.key == key } }
    return positions[key].map { entries[$0] }
  }

  /// Adds an entry at the end. Returns the entry that has the key already, and then adds nothing.
  @discardableResult
  mutating func insert(_ entry: Entry) -> Entry? {
    if let present = self[entry.key] { return present }
    entries.append(entry)
    if entries.count > Self.searchedInOrder {
      if positions.isEmpty {
        for (position, entry) in entries.enumerated() { positions[entry.key] = position }
      } else {
        positions[entry.key] = entries.count - 1
      }
    }
    return nil
  }

  /// This mapping with the entries of others at a position: its own entries win over theirs, and
  /// those of an earlier mapping win over those of a later one.
  func merging(_ sources: [YAMLMapping], at position: Int) -> YAMLMapping {
    var merged = YAMLMapping(entries: Array(entries[..<position]))
    merged.isPartial = isPartial || sources.contains(where: \.isPartial)
    for source in sources {
      for entry in source.entries where self[entry.key] == nil { merged.insert(entry) }
    }
    for entry in entries[position...] { merged.insert(entry) }
    return merged
  }
}
