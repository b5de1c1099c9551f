import Diagnostics

/// Where things stand in a `diff` block: signs of changes in the first column, and nothing else there,
/// so that a list in a prompt never looks like a change.
struct DiffColumns {
  enum Sign: String { case added = "+", removed = "-" }

  /// What lines get that have no sign of their own: all of an object that is new is added.
  var usual: Sign?

  /// A sign is what a renderer put in front: a run of its own style begins with it. Everything else
  /// starts in the third column.
  func line(_ content: StyledText, indent: Int) -> StyledText {
    guard let first = content.runs.first else { return StyledText() }
    // What stands below a divider is not indented any more; where all is new there are none.
    let start = AttributeRows.indent + (usual == nil ? 2 : 0)
    let margin = String(repeating: " ", count: max(0, indent - start))
    let own: StyledText.Style? = [.added, .removed].first { $0 == first.style }
    if let own, let sign = Sign(rawValue: String(first.text.prefix(1))),
      first.text.count == 1 || first.text.dropFirst().first == " "
    {
      var rest = StyledText(String(first.text.dropFirst(2)), own)
      for run in content.runs.dropFirst() { rest.append(run.text, run.style) }
      return rest.isEmpty
        ? StyledText(sign.rawValue, own)
        : onOneLine(StyledText("\(sign.rawValue) \(margin)", own).appending(rest))
    }
    let sign = first.style == .faint ? nil : usual
    // Unchanged lines begin where a sign and a space would stand, others two columns further left than
    // what has a sign.
    let isContext = first.style == .faint && first.text.utf8.starts(with: "  ".utf8)
    let count = sign == nil ? margin.count - (isContext ? 0 : 2) : margin.count
    let indentation = String(repeating: " ", count: max(0, count))
    let beginning = isContext ? indentation : "\(sign?.rawValue ?? " ") \(indentation)"
    return onOneLine(StyledText(beginning).appending(content))
  }

  /// Rows hold no line feed. If one ever did, it could put a sign where only changes have one.
  private func onOneLine(_ text: StyledText) -> StyledText {
    guard text.runs.contains(where: { $0.text.utf8.contains(0x0A) }) else { return text }
    return text.runs.reduce(into: StyledText()) {
      $0.append($1.text.replacing("\n", with: "\\n"), $1.style)
    }
  }
}
