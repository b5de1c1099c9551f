import Diagnostics
import OrderedCollections
import ResourceModel

/// Files of one resource that have one name at the provider: answers cite names, and nobody could tell
/// which file was meant.
enum SameFileName {
  static let rule = Rule(
    "ASST108", "same-file-name", "Two files have the same name", adjustable: true)

  static func check(_ files: [DesiredFile], to findings: Findings) {
    guard Set(files.map(\.name)).count < files.count else { return }
    var byName: OrderedDictionary<String, [DesiredFile]> = [:]
    for file in files { byName[file.name, default: []].append(file) }
    for (name, files) in byName where files.count > 1 {
      findings.report(.sameName(name, files))
    }
  }

  /// A name that says in which folder a file stands: `returns-index.md`.
  fileprivate static func longName(of file: DesiredFile) -> String {
    file.path.split(separator: "/").filter { $0 != ".." }.suffix(2).joined(separator: "-")
  }
}

extension Diagnostic {
  fileprivate static func sameName(_ name: String, _ files: [DesiredFile]) -> Diagnostic {
    let (first, second) = (files[0], files[1])
    let more = files.count - 2
    let paths =
      more == 0
      ? "`\(first.path)` and `\(second.path)`"
      : "`\(first.path)`, `\(second.path)` and \(more == 1 ? "one" : "\(more)") more"
    let related = first.span.flatMap { span in
      span == second.span ? nil : Related("The first of them comes from here.", at: span)
    }
    return SameFileName.rule.finding(
      "\(paths) are \(more == 0 ? "both" : "all") called `\(name)`.",
      help: "Give \(more == 0 ? "one of them" : "them") a name of "
        + "\(more == 0 ? "its" : "their") own: "
        + "`{ path: \(second.path), name: \(SameFileName.longName(of: second)) }`. "
        + "To have it so, set `rules: { \(SameFileName.rule.code): off }` in the manifest.",
      at: second.span ?? first.span, related: [related].compactMap { $0 })
  }
}
