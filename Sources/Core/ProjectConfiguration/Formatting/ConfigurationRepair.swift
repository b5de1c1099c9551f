package import Diagnostics
import YAMLSyntax

/// What the machine can repair of a configuration, done to its text; nothing is written.
///
/// A repair can overlap with another, or bring up what only then can be seen. So it goes in rounds:
/// load, take what does not overlap, and load again, until nothing is left to take.
package struct ConfigurationRepair: Sendable {
  package struct Applied: Sendable {
    /// Where the finding was, in the text of its round.
    package let location: SourceLocation
    package let title: String
  }

  /// The new texts of the files that were changed, by the path that the sources know.
  package private(set) var edited: [String: [UInt8]] = [:]
  package private(set) var applied: [Applied] = []
  /// What a load still finds.
  package private(set) var remaining: [Diagnostic] = []
  private var tried: Set<Attempt> = []

  private struct Attempt: Hashable {
    let location: SourceLocation
    let code: String
    let title: String

    init?(_ finding: Diagnostic) {
      guard let fix = finding.fix, let span = finding.span else { return nil }
      (location, code, title) = (span.location, finding.code, fix.title)
    }
  }

  /// More than any chain of repairs that builds on one another, and than most repairs of one place
  /// that have to wait for each other.
  private static let mostRounds = 100

  /// Repairs the files that `isSelected` takes, by the path that the sources know. JSON files are
  /// left alone.
  package static func run(
    on sources: some ConfigurationSources, _ request: ConfigurationRequest,
    where isSelected: (String) -> Bool
  ) -> ConfigurationRepair {
    var repair = ConfigurationRepair()
    var current = EditedSources(base: sources)
    for round in 0...mostRounds {
      repair.remaining = ConfigurationLoader.load(from: current, request).diagnostics
      guard round < mostRounds, repair.round(request.displayPrefix, isSelected) else { break }
      current.edited = repair.edited
    }
    return repair
  }

  /// Takes what can be taken at once; false when there is nothing.
  private mutating func round(_ prefix: String, _ isSelected: (String) -> Bool) -> Bool {
    var batch: [Diagnostic] = []
    var edits: [SourceEdit] = []
    var claims = EditClaims()
    for finding in remaining {
      guard let fix = finding.fix, !fix.edits.isEmpty, let attempt = Attempt(finding),
        !tried.contains(attempt),
        fix.edits.allSatisfy({ edit in
          Self.path(of: edit.span.file, prefix).map(isSelected) ?? false
        }), claims.take(fix.edits)
      else { continue }
      batch.append(finding)
      edits += fix.edits
    }
    guard let first = batch.first else { return false }
    if take(batch, edits, prefix) { return true }
    // One of them leaves no YAML; the first alone, and the others in the next round.
    if batch.count > 1, let fix = first.fix, take([first], fix.edits, prefix) { return true }
    if let attempt = Attempt(first) { tried.insert(attempt) }
    return true
  }

  private mutating func take(
    _ batch: [Diagnostic], _ edits: [SourceEdit], _ prefix: String
  ) -> Bool {
    guard let texts = Self.apply(edits) else { return false }
    for (file, text) in texts where Self.isBroken(text, file) { return false }
    for (file, text) in texts {
      if let path = Self.path(of: file, prefix) { edited[path] = text }
    }
    for finding in batch {
      guard let attempt = Attempt(finding) else { continue }
      tried.insert(attempt)
      applied.append(Applied(location: attempt.location, title: attempt.title))
    }
    return true
  }

  /// The new texts of the files; nil when edits overlap.
  private static func apply(_ edits: [SourceEdit]) -> [(SourceFile, [UInt8])]? {
    var texts: [(SourceFile, [UInt8])] = []
    let byFile = Dictionary(grouping: edits) { ObjectIdentifier($0.span.file) }
    for edits in byFile.values {
      guard let file = edits.first?.span.file, let text = SourceEdit.apply(edits, to: file) else {
        return nil
      }
      texts.append((file, text))
    }
    return texts
  }

  private static func isBroken(_ text: [UInt8], _ file: SourceFile) -> Bool {
    let edited = SourceFile(path: file.path, text: text)
    if file.path.hasSuffix(".md") {
      return FrontMatter.split(edited)?.parse().diagnostics.hasErrors ?? true
    }
    return YAMLParser.parse(edited).diagnostics.hasErrors
  }

  /// The path as the sources know it; nil for a file that is no YAML.
  private static func path(of file: SourceFile, _ prefix: String) -> String? {
    guard file.path.hasPrefix(prefix),
      [".yaml", ".yml", ".md"].contains(where: { file.path.hasSuffix($0) })
    else { return nil }
    return String(file.path.dropFirst(prefix.count))
  }
}
