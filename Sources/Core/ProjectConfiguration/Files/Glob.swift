/// A pattern of paths: `*` and `?` within a name, `**` across folders, `{a,b}` for alternatives.
struct Glob: Sendable {
  private enum Segment: Sendable {
    case anyFolders
    case name(NamePattern)
  }

  private let alternatives: [[Segment]]

  /// The most patterns that braces may multiply into.
  private static let mostAlternatives = 256

  /// Whether the text holds a character that means something in a pattern.
  static func isPattern(_ text: String) -> Bool {
    text.utf8.contains { byte in "*?{".utf8.contains(byte) }
  }

  /// Nil when a brace is not closed, or braces multiply without measure.
  init?(_ pattern: String) {
    guard let expanded = Self.expandBraces(pattern) else { return nil }
    alternatives = expanded.map { text in
      text.split(separator: "/").map { part in
        part == "**" ? .anyFolders : .name(NamePattern(part))
      }
    }
  }

  func matches(_ path: ProjectPath) -> Bool { matches(path.description) }

  func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      let names = bytes.split(separator: UInt8(ascii: "/"))
      return alternatives.contains { Self.match($0, names) }
    }
  }

  /// The longest folder that every match stands in, so that nothing else is walked.
  static func fixedFolder(of path: ProjectPath) -> ProjectPath {
    let fixed = path.components.dropLast().prefix { !isPattern($0) && !$0.contains("}") }
    return ProjectPath(rise: path.rise, components: Array(fixed))
  }

  /// Whether all matches stand directly in their fixed folder, so that no other is walked.
  static func isFlat(_ path: ProjectPath) -> Bool {
    path.components.count == fixedFolder(of: path).components.count + 1
      && !path.name.contains("**")
  }

  private static func match(
    _ pattern: [Segment], _ names: [Slice<UnsafeBufferPointer<UInt8>>]
  ) -> Bool {
    // The usual star algorithm: after a mismatch only the last `**` takes one name more.
    var (at, name) = (0, 0)
    var retry: (pattern: Int, name: Int)?
    while name < names.endIndex {
      if at < pattern.endIndex, case .anyFolders = pattern[at] {
        retry = (at, name)
        at += 1
      } else if at < pattern.endIndex, case .name(let part) = pattern[at],
        part.matches(names[name])
      {
        at += 1
        name += 1
      } else if let last = retry {
        at = last.pattern + 1
        name = last.name + 1
        retry = (last.pattern, name)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { if case .anyFolders = $0 { true } else { false } }
  }

  private static func expandBraces(_ pattern: String) -> [String]? {
    var done: [String] = []
    var open = [pattern]
    while let next = open.popLast() {
      guard let brace = innermostBrace(of: next) else {
        if next.contains("{") || next.contains("}") { return nil }
        done.append(next)
        continue
      }
      let head = next[..<brace.lowerBound]
      let tail = next[next.index(after: brace.upperBound)...]
      let choices = next[next.index(after: brace.lowerBound)..<brace.upperBound]
        .split(separator: ",", omittingEmptySubsequences: false)
      open += choices.map { String(head) + $0 + tail }
      if open.count + done.count > mostAlternatives { return nil }
    }
    return done
  }

  /// A brace with no other one inside: from its `{` to its `}`.
  private static func innermostBrace(of text: String) -> Range<String.Index>? {
    guard let close = text.firstIndex(of: "}"), let start = text[..<close].lastIndex(of: "{") else {
      return nil
    }
    return start..<close
  }
}
