import Diagnostics
import Planning
import ResourceModel

/// What one changed attribute is as findings: one; of a text one for each stretch, at its first changed
/// line; of a list whose members have an identity one for each member, at what changes in it.
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

  var findings: [Diagnostic] {
    if let members = change.memberDifference(in: schema) {
      return members.difference.edits.map { finding($0, members.difference, members.shape) }
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
      let first = edits.first.flatMap { change.parts.source(of: $0.path) }
      return [
        PlanFindings.finding(
          rule, "\(head) changes\(Self.places(edits, below: ValuePath())).", at: first ?? place)
      ]
    }
    let shown = InlineValue.pair(values[0], values[1])
    return [
      PlanFindings.finding(rule, "\(head) changes: \(shown.old) → \(shown.new).", at: place)
    ]
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
        at: change.textOrigin?.location(ofLine: hunk.firstChangedLine) ?? place)
    }
  }

  // MARK: - Members

  private func finding(
    _ edit: MemberDifference.Edit, _ difference: MemberDifference, _ shape: VariantShape
  ) -> Diagnostic {
    let verdict = edit.isMove ? nil : difference.verdict(on: edit.member, in: shape)
    let (path, words): (ValuePath?, String) =
      switch edit {
      case .added(_, let path): (path, "is added")
      case .removed: (nil, "is removed")
      case .moved(_, let from, let to):
        (ValuePath().appending(to - 1), "moves from place \(from) to \(to)")
      case .changed(_, let path, let edits):
        (
          edits.first?.path ?? path,
          "changes\(Self.places(edits, below: verdict?.path ?? path))"
        )
      case .renamed(_, let former, let path, let edits):
        (
          edits.first?.path ?? path,
          "is renamed from \(ValueSummary.name(of: former, in: shape))"
        )
      }
    let name = "`\(ValueSummary.name(of: edit.member, in: shape))` in \(head)"
    let source = { (path: ValuePath?) in path.flatMap(change.parts.source) ?? place }
    guard let verdict, verdict.verdict != .compatible else {
      return PlanFindings.finding(rule, "\(name) \(words).", at: source(path))
    }
    let reasons = verdict.breakingReasons
    let worst = reasons.first.flatMap { reason in verdict.path?.appending(reason.path) }
    return PlanFindings.finding(
      .breaking,
      "\(name) \(words): \(verdict.verdict.words): "
        + "\(reasons.map(\.message).joined(separator: "; ")).", at: source(worst ?? path))
  }

  /// ` at parameters.properties.days and 2 other places`
  private static func places(_ edits: [ValueEdit], below top: ValuePath) -> String {
    let paths = edits.map { $0.path.relative(to: top).description }.filter { !$0.isEmpty }
    guard !paths.isEmpty else { return "" }
    let rest = paths.count - mostPlaces
    let shown = paths.prefix(mostPlaces).joined(separator: ", ")
    return " at \(shown)" + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func isLong(_ text: String) -> Bool {
    text.utf8.contains(0x0A) || DisplayWidth.columns(of: text) > widestValue
  }
}
