import Diagnostics
import Planning
import ResourceModel

/// What one changed attribute is as findings: one; of a text one for each stretch, at its first changed
/// line; and one for each function that breaks somebody.
struct AttributeFindings {
  /// Longer values are not repeated.
  private static let widestValue = 40

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
    self.place = change.source ?? place
    rule =
      switch change.cause {
      case .drift: .drift
      case .conflict: .conflict
      case .changed, .reset, .unbased, .reordered: .update
      }
  }

  var findings: [Diagnostic] {
    let values = [change.comparedBefore(in: schema) ?? .null, change.after.json ?? .null]
    if let old = values[0].string, let new = values[1].string,
      [old, new].contains(where: { Self.isLong($0) })
    {
      return stretches(from: old, to: new)
    }
    guard values.allSatisfy({ $0.isScalar && !Self.isLong(InlineValue.text($0)) }) else {
      return [PlanFindings.finding(rule, "\(head) changes.", at: place)] + brokenFunctions
    }
    let shown = values.map(InlineValue.text).joined(separator: " → ")
    return [PlanFindings.finding(rule, "\(head) changes: \(shown).", at: place)]
  }

  private func stretches(from old: String, to new: String) -> [Diagnostic] {
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
      return PlanFindings.finding(
        rule, "\(head) changes here: +\(added) −\(removed)\(moves).",
        at: change.textOrigin.map {
          SourceLocation(path: $0.path, line: $0.line + hunk.firstChangedLine, column: 1)
        } ?? place)
    }
  }

  private var brokenFunctions: [Diagnostic] {
    let functions = change.memberDifference(in: schema)?.difference.functions ?? []
    return functions.filter { $0.verdict != .compatible }.map { function in
      let reasons = function.breakingReasons.map(\.message).joined(separator: "; ")
      return PlanFindings.finding(
        .breaking,
        "The function `\(function.name)` in \(head): \(function.verdict.words): \(reasons).",
        at: place)
    }
  }

  private static func isLong(_ text: String) -> Bool {
    text.utf8.contains(0x0A) || DisplayWidth.columns(of: text) > widestValue
  }
}
