import Diagnostics
import Planning
import ResourceModel

/// What one changed attribute is as findings: one; of a text one for each stretch, at its first changed
/// line; of a list whose members have an identity as `MemberFindings` says.
struct AttributeFindings {
  /// Longer values are not repeated.
  private static let widestValue = 40
  /// Places of a value that are named.
  private static let mostPlaces = 3

  private let change: AttributeChange
  private let schema: ResourceSchema?
  private let head: String
  private let place: SourceLocation
  private let rule: PlannedChangeRule

  /// `place` is where the resource stands.
  init(
    _ change: AttributeChange, of address: Address, schema: ResourceSchema?,
    otherwise place: SourceLocation
  ) {
    self.change = change
    self.schema = schema
    head = "`\(change.path)` of \(address)"
    self.place = change.place ?? place
    rule =
      switch change.cause {
      case .drift: .drift
      case .conflict: .conflict
      case .changed, .reset, .unbased, .reordered: .update
      }
  }

  var findings: [PlannedFinding] {
    if let members = change.memberDifference(in: schema) {
      return MemberFindings(members.difference, members.shape, of: change, head, rule, place)
        .findings
    }
    let values = [change.comparedBefore(in: schema) ?? .null, change.after.json ?? .null]
    if let old = values[0].string, let new = values[1].string,
      [old, new].contains(where: { Self.isLong($0) })
    {
      return stretches(from: old, to: new)
    }
    guard values.allSatisfy({ $0.isScalar && !Self.isLong(InlineValue.text($0)) }) else {
      let edits = ValueDifference(comparesKeyOrder: change.cause == .reordered)
        .edits(from: values[0], to: values[1])
      let first = edits.first.flatMap { change.parts.places(of: $0).first }
      return [
        PlannedFinding(
          rule, "\(head) changes\(Self.places(edits.map(\.path.description))).", at: first ?? place)
      ]
    }
    let shown = InlineValue.pair(values[0], values[1])
    return [
      PlannedFinding(rule, "\(head) changes: \(shown.old) → \(shown.new).", at: place)
    ]
  }

  private func stretches(from old: String, to new: String) -> [PlannedFinding] {
    let difference = TextDifference(from: old, to: new)
    return difference.hunks(context: PlanRenderingOptions().contextLines).map { hunk in
      var (added, removed, moved) = (0, 0, 0)
      for line in hunk.lines {
        switch line {
        case .context: break
        case .added: added += 1
        case .removed: removed += 1
        case .movedAway(let move): moved += move.count
        // One that leaves and arrives in the same stretch counts once.
        case .movedHere(let move) where !hunk.lines.contains(.movedAway(move)): moved += move.count
        case .movedHere: break
        }
      }
      let moves = moved == 0 ? "" : ", \(moved) moved"
      return PlannedFinding(
        rule, "\(head) changes here: +\(added) −\(removed)\(moves).",
        at: change.textOrigin?.location(ofLine: hunk.firstChangedLine) ?? place)
    }
  }

  /// ` at json_schema.name, strict and 2 more`
  static func places(_ paths: [String]) -> String {
    let paths = paths.filter { !$0.isEmpty }
    guard !paths.isEmpty else { return "" }
    let rest = paths.count - mostPlaces
    let shown = paths.prefix(mostPlaces).joined(separator: ", ")
    return " at \(shown)" + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func isLong(_ text: String) -> Bool {
    text.utf8.contains(0x0A) || DisplayWidth.columns(of: text) > widestValue
  }
}
