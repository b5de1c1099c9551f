import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// What happens to the members of a list as findings: one for a member that came, went or moved, and of one
/// that changed one for each line on which something in it does. A line that breaks somebody says whom.
struct MemberFindings {
  private let difference: MemberDifference
  private let shape: VariantShape
  private let parts: WrittenParts
  private let head: String
  private let rule: PlannedChangeRule
  private let place: SourceLocation

  /// `head` names the list, and `place` is where it stands.
  init(
    _ difference: MemberDifference, _ shape: VariantShape, of change: AttributeChange,
    _ head: String, _ rule: PlannedChangeRule, _ place: SourceLocation
  ) {
    self.difference = difference
    self.shape = shape
    parts = change.parts
    self.head = head
    self.rule = rule
    self.place = place
  }

  var findings: [PlannedFinding] { difference.edits.flatMap(findings) }

  private func findings(on edit: MemberDifference.Edit) -> [PlannedFinding] {
    let name = "`\(ValueSummary.name(of: edit.member, in: shape))` in \(head)"
    let verdict = edit.isMove ? nil : difference.verdict(on: edit.member, in: shape)
    switch edit {
    case .added(_, let path):
      return [PlannedFinding(rule, "\(name) is added.", at: source(of: path))]
    case .removed:
      let words = Words(place: place, reasons: verdict?.breakingReasons ?? [])
      return [finding("\(name) is removed", words)]
    case .moved(_, let from, let to):
      return [
        PlannedFinding(
          rule, "\(name) moves from place \(from) to \(to).",
          at: source(of: ValuePath().appending(to - 1)))
      ]
    case .changed(_, let path, let edits), .renamed(_, _, let path, let edits):
      return lines(of: edits, in: path, verdict).map { finding("\(name) changes", $0) }
    }
  }

  /// What is said at one line, at the first place on it.
  private struct Words {
    var place: SourceLocation
    var edits: [String] = []
    var reasons: [FunctionVerdict.Reason] = []
  }

  /// Reasons of one line that are told.
  private static let mostReasons = 8

  private struct Line: Hashable {
    let path: String
    let number: Int
  }

  /// The lines on which a member changes, in the order of its edits.
  private func lines(
    of edits: [ValueEdit], in path: ValuePath, _ verdict: FunctionVerdict?
  ) -> [Words] {
    var lines: OrderedDictionary<Line, Words> = [:]
    let say = { (place: SourceLocation, say: (inout Words) -> Void) in
      say(&lines[Line(path: place.path, number: place.line), default: Words(place: place)])
    }
    let top = verdict?.path ?? path
    for edit in edits {
      let places = parts.places(of: edit)
      for place in places.isEmpty ? [self.place] : places {
        say(place) { $0.edits.append(edit.path.relative(to: top).description) }
      }
    }
    for reason in verdict?.breakingReasons ?? [] {
      say(source(of: top.appending(reason.path))) { $0.reasons.append(reason) }
    }
    return Array(lines.values)
  }

  private func finding(_ what: String, _ words: Words) -> PlannedFinding {
    let places = AttributeFindings.places(words.edits)
    guard let worst = words.reasons.map(\.effect).max() else {
      return PlannedFinding(rule, "\(what)\(places).", at: words.place)
    }
    let rest = words.reasons.count - Self.mostReasons
    let reasons = words.reasons.prefix(Self.mostReasons).map(\.message).joined(separator: "; ")
    return PlannedFinding(
      .breaking,
      "\(what)\(places): \(worst.words): \(reasons)\(rest > 0 ? "; and \(rest) more" : "").",
      at: words.place)
  }

  private func source(of path: ValuePath) -> SourceLocation { parts.source(of: path) ?? place }
}
