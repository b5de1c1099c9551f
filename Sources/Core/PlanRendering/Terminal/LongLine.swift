/// Lines too long to be read: only the stretch that differs is shown.
enum LongLine {
  /// What is shown of an unchanged end, and of a stretch that differs, in characters.
  private static let margin = 60
  private static let longestStretch = 400

  static func shortened(_ line: String, _ options: PlanRenderingOptions) -> String {
    options.showsFullText || line.utf8.count <= WordDifference.longestLine
      ? line : shortened(line, besides: "")
  }

  /// The stretch of a line that differs from another one, with a little of what stands around it.
  static func shortened(_ line: String, besides other: String) -> String {
    let (text, counterpart) = (Array(line), Array(other))
    var start = 0
    while start < min(text.count, counterpart.count), isSame(text[start], counterpart[start]) {
      start += 1
    }
    var end = 0
    while end < min(text.count, counterpart.count) - start,
      isSame(text[text.count - 1 - end], counterpart[counterpart.count - 1 - end])
    {
      end += 1
    }
    let first = max(0, start - margin)
    let last = min(text.count, text.count - end + margin)
    let stretch = text[first..<last]
    var result = first > 0 ? "[\(InlineValue.grouped(first)) characters] … " : ""
    if stretch.count > longestStretch {
      let half = longestStretch / 2
      let cut = InlineValue.grouped(stretch.count - longestStretch)
      result += String(stretch.prefix(half)) + " … [\(cut) characters] … "
      result += String(stretch.suffix(half))
    } else {
      result += String(stretch)
    }
    let rest = text.count - last
    return rest > 0 ? result + " … [\(InlineValue.grouped(rest)) characters]" : result
  }

  private static func isSame(_ left: Character, _ right: Character) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }
}
