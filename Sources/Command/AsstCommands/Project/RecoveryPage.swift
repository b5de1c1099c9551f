import Diagnostics
import Planning

/// What `asst recover` found, as a person reads it.
enum RecoveryPage {
  static func text(_ recovery: Recovery, place: String) -> StyledText {
    var text = StyledText("Found for \(TerminalSafety.visibleOnOneLine(place))\n", .strong)
    if recovery.found.isEmpty { text.line("  nothing", .faint) }
    rows(
      recovery.found.map {
        (
          "\($0.address)", $0.id,
          $0.hasMarker ? "by its marker" : "as recorded; its marker is missing"
        )
      }, into: &text)
    section("Orphans: this project's marker, and no YAML declares them", recovery.orphans, &text) {
      $0.isProtected ? "protected: never deleted" : "--delete-orphans deletes it"
    }
    section("Duplicates: created twice", recovery.duplicates, &text) {
      "\($0.kept ?? "") is kept, since it is \($0.keptIsRecorded ? "recorded" : "the oldest")"
        + ($0.isProtected ? "; protected: never deleted" : "; --delete-duplicates deletes this one")
    }
    section("Copies: made in a dashboard, never deleted", recovery.copies, &text) {
      "a copy of \($0.kept ?? ""); --release \($0.id) takes its marker off"
    }
    if !recovery.gone.isEmpty {
      text.line("Recorded, and gone", .strong)
      for address in recovery.gone { text.line("  \(address)") }
    }
    return text
  }

  private static func section(
    _ title: String, _ strays: [Recovery.Stray], _ text: inout StyledText,
    _ remark: (Recovery.Stray) -> String
  ) {
    guard !strays.isEmpty else { return }
    text.line(title, .strong)
    rows(strays.map { ("\($0.address)", $0.id, remark($0)) }, into: &text)
  }

  private static func rows(_ rows: [(String, String, String)], into text: inout StyledText) {
    let width = rows.map(\.0.count).max() ?? 0
    for (address, id, remark) in rows {
      let padding = String(repeating: " ", count: width - address.count + 2)
      text.append(TerminalSafety.visibleOnOneLine("  \(address)\(padding)\(id)"))
      text.line("  \(TerminalSafety.visibleOnOneLine(remark))", .faint)
    }
  }
}
