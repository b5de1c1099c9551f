import Diagnostics
import ResourceModel

/// Says that a finding is the one of yesterday although the lines above it moved: from its code, file
/// and words, and from how many like it stand before it. Never from the text of the file, which may
/// hold what nobody should be able to guess at.
struct FingerprintMaker {
  static let name = "asstFinding/v1"

  private let locations: SARIFLocations
  private var seen: [JSONValue: Int] = [:]

  init(locations: SARIFLocations) { self.locations = locations }

  /// Call it in reading order.
  mutating func next(for finding: Diagnostic) -> String {
    let file = finding.span?.file.path ?? locations.paths.fallback
    let identity: JSONValue = [
      .string(finding.code), locations.artifact(file), .string(finding.detail),
    ]
    let before = seen[identity, default: 0]
    seen[identity] = before + 1
    return String(Digest(of: [identity, .integer(before)]).hexadecimal.prefix(32))
  }
}
