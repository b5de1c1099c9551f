import Diagnostics
import Testing

/// Generated files may be one line: everything that is known about a place in it stays quick.
struct LongLineTests {
  @Test func columnsAreThoseOfTheWholeLine() {
    let pieces = ["x", "é", "e\u{301}", "👩‍👩‍👧", "🇩🇪", "値", " ", "{a: 1},", "\u{301}"]
    var line = ""
    var places: [(offset: Int, column: Int, codePoints: Int)] = []
    for index in 0..<6_000 {
      line += pieces[(index * index + index / 7) % pieces.count]
      if index % 97 == 0 {
        places.append((line.utf8.count, line.count + 1, line.unicodeScalars.count + 1))
      }
    }
    let file = SourceFile(path: "a", text: "first\n" + line + "|\nlast")
    for (offset, column, codePoints) in places {
      // A combining mark would join the character before the place.
      guard line.utf8.dropFirst(offset).first.map({ $0 < 0x80 }) ?? true else { continue }
      #expect(file.column(at: "first\n".utf8.count + offset) == column)
      #expect(file.column(at: "first\n".utf8.count + offset, in: .codePoints) == codePoints)
    }
    #expect(file.column(at: file.text.count) == 5)
    #expect(places.count > 50)
  }

  @Test(.timeLimit(.minutes(10)))
  func manyFindingsInOneLineAreRendered() {
    let item = "{unknown: é}, "
    let file = SourceFile(path: "a", text: String(repeating: item, count: 20_000))
    let findings = (0..<5_000).map { index in
      let start = index * 4 * item.utf8.count + 1
      return Diagnostic(
        "ASST041", "Unknown", detail: "Why.",
        at: SourceSpan(file: file, start: start, end: start + 7)
      )
    }
    let text = DiagnosticRenderer.render(findings).plain
    #expect(text.contains(" --> a:1:\(4_999 * 4 * item.count + 2)\n"))
    #expect(text.utf8.count < 5_000 * 600)
  }
}
