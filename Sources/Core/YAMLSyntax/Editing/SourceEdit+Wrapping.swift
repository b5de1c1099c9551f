package import Diagnostics

extension SourceEdit {
  /// Makes neighbouring entries the value of a new one, where they stand. Nil where they are not
  /// neighbours, and where edits are not sure to do just this.
  ///
  /// - Parameter first: an entry to write before it.
  package static func wrapping(
    _ keys: [String], into name: String, after first: NewValue.Member?, in node: YAMLNode
  ) -> [SourceEdit]? {
    guard let mapping = node.mapping, mapping[name] == nil,
      first.map({ mapping[$0.key] == nil || keys.contains($0.key) }) ?? true,
      let collection = WrittenCollection(node)
    else { return nil }
    let indices = mapping.entries.indices.filter { keys.contains(mapping.entries[$0].key) }
    guard let start = indices.first, let end = indices.last, indices == Array(start...end) else {
      return nil
    }
    let asJSON = collection.isJSON
    let key = NewValue.text(name).written(asJSON: asJSON) + ":"
    let before = first.map { $0.written(asJSON: asJSON) }
    let (from, to) = (collection.parts[start].lowerBound, collection.parts[end].upperBound)
    switch collection.style {
    case .flow:
      let opening = (before.map { $0 + ", " } ?? "") + key + (asJSON ? " {" : " { ")
      return [
        collection.edit(from..<from, opening), collection.edit(to..<to, asJSON ? "}" : " }"),
      ]
    case .block(let column):
      guard !collection.endsOpen, collection.lineEnd(after: collection.parts[end]) != nil else {
        return nil
      }
      let lineBreak = collection.lineBreak
      let indentation = String(repeating: " ", count: column)
      let opening =
        (before.map { $0 + lineBreak + indentation } ?? "") + key + lineBreak + indentation + "  "
      return [collection.edit(from..<from, opening)]
        + collection.indenting(collection.lines(after: from, through: to))
    }
  }
}

extension WrittenCollection {
  /// The lines that start between two places, without those that are empty.
  fileprivate func lines(after start: Int, through end: Int) -> [Int] {
    let (first, last) = (file.line(at: start), file.line(at: max(start, end - 1)))
    return (first..<last).map { $0 + 1 }.filter { !file.range(ofLine: $0).isEmpty }
  }

  fileprivate func indenting(_ lines: [Int]) -> [SourceEdit] {
    lines.map { line in edit(file.lineStarts[line]..<file.lineStarts[line], "  ") }
  }
}
