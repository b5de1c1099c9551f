/// Which paths a fault is for, as the part after the base path: `/assistants/*`. A `*` stands for one
/// segment, and a `**` at the end for whatever follows, nothing included.
struct PathPattern: Sendable {
  let text: String
  private let segments: [String]

  /// Nil when the text is no pattern: it begins with a slash, and `**` stands at its end only.
  init?(_ text: String) {
    guard text.hasPrefix("/") else { return nil }
    segments = text.split(separator: "/").map(String.init)
    guard !segments.dropLast().contains("**") else { return nil }
    self.text = text
  }

  /// The path is as it was asked, with the base path that ends in `/v1`.
  func matches(_ path: String) -> Bool {
    let asked = path.split(separator: "/").map { PercentEncoding.decoded($0) }
    guard let base = asked.firstIndex(of: "v1") else { return false }
    let rest = asked[(base + 1)...]
    let isOpen = segments.last == "**"
    let fixed = isOpen ? segments.dropLast() : segments[...]
    guard isOpen ? rest.count >= fixed.count : rest.count == fixed.count else { return false }
    return zip(fixed, rest).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
