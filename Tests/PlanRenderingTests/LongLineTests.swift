import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Lines that nobody reads whole: each place that differs is shown, and what is left out is counted.
@Suite struct LongLineTests {
  @Test func threeWordsOfAQuarterMillionCharactersAreThreeWindows() throws {
    var words = (0..<43_000).map { "word\($0 % 977)" }
    let old = words.joined(separator: " ")
    (words[4], words[21_000], words[42_990]) = ("FIRST", "SECOND thing", "THIRD")
    let new = words.joined(separator: " ")
    let plain = Self.render(old, new, width: 80).plain
    for change in ["[-word4-]", "{+FIRST+}", "{+SECOND thing+}", "[-word483-]", "{+THIRD+}"] {
      #expect(plain.contains(change), "\(change) in \(plain)")
    }
    #expect(plain.split(separator: "\n").count < 16, "\(plain)")
    #expect(!plain.contains("--full"))
    let line = try #require(Self.sides(old, new, PlanRenderingOptions())["-"])
    #expect(line.count { $0.style == .faint } == 2, "\(line)")
  }

  @Test func veryManyPlacesAreCounted() {
    let words = (0..<20_000).map { "word\($0)" }
    let new = words.enumerated().map { $0.offset % 1_000 == 500 ? "other" : $0.element }
    let plain = Self.render(words.joined(separator: " "), new.joined(separator: " "), width: 120)
      .plain
    #expect(plain.contains("12 more places; --full shows them]"), "\(plain)")
    #expect(plain.contains("[-word7500-]") && !plain.contains("word8500"))
  }

  @Test func wholeTextsMarkEachWord() {
    let words = (0..<2_000).map { "word\($0)" }
    var other = words
    other[1_000] = "other"
    let plain = Self.render(
      words.joined(separator: " "), other.joined(separator: " "), width: nil, isFull: true
    ).plain
    #expect(plain.contains("word999 [-word1000-] word1001"))
    #expect(plain.contains("word999 {+other+} word1001"))
    #expect(!plain.contains("characters]"))
  }

  @Test func aLineThatGrewLongIsComparedToo() {
    let old = (0..<200).map { "word\($0)" }.joined(separator: " ")
    let new = old + " and" + String(repeating: " more", count: 300)
    let plain = Self.render(old, new, width: nil).plain
    #expect(plain.contains("word199{+ and more"), "\(plain)")
  }

  /// Whatever is edited, each piece stands where the counts beside it say, and nothing that differs is left
  /// out without a word.
  @Test(arguments: 0..<60 as Range<UInt64>) func whatIsShownIsThere(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pool = ["word", " ", " ", "é", "日本", "👩‍👩‍👧", ". ", "x", "e\u{301}", "\u{200D}", "कि", "#"]
    let text = { (generator: inout SeededGenerator, count: Int) -> String in
      (0..<count).map { _ in
        (pool.randomElement(using: &generator) ?? "")
          + (Int.random(in: 0..<3, using: &generator) == 0
            ? "\(Int.random(in: 0..<99, using: &generator)) " : "")
      }.joined()
    }
    let old = text(&generator, Int.random(in: 1_200...4_000, using: &generator))
    var scalars = Array(old.unicodeScalars)
    for _ in 0..<Int.random(in: 1...14, using: &generator) {
      let start = Int.random(in: 0..<scalars.count, using: &generator)
      let end = min(scalars.count, start + Int.random(in: 0...30, using: &generator))
      scalars.replaceSubrange(start..<end, with: Array(text(&generator, 3).unicodeScalars))
    }
    let new = String(String.UnicodeScalarView(scalars))
    guard old.utf8.count > 2_000, new.utf8.count > 2_000, Array(old.utf8) != Array(new.utf8) else {
      return
    }
    let sides = Self.sides(old, new, PlanRenderingOptions())
    let left = try Self.omitted(from: old, shown: #require(sides["-"]))
    let right = try Self.omitted(from: new, shown: #require(sides["+"]))
    if !left.isCut, !right.isCut {
      #expect(left.texts.map { Array($0.utf8) } == right.texts.map { Array($0.utf8) })
    }
  }

  // MARK: - What is shown

  private struct Run {
    var text: String
    var style: StyledText.Style
  }

  /// Walks through a line by what is shown of it, and returns what is left out.
  private static func omitted(
    from line: String, shown runs: [Run]
  ) throws -> (texts: [String], isCut: Bool) {
    let scalars = Array(line.unicodeScalars)
    var position = 0
    var texts: [String] = []
    var isCut = false
    for run in runs {
      if run.style == .faint {
        let digits = run.text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "," }
        let count = try #require(Int(digits.filter(\.isNumber)))
        try #require(position + count <= scalars.count)
        texts.append(String(String.UnicodeScalarView(scalars[position..<position + count])))
        position += count
        isCut = isCut || run.text.contains("--full")
      } else {
        // Spaces at the end of a line are shown.
        let text = Array(run.text.replacing("·", with: " ").unicodeScalars)
        try #require(position + text.count <= scalars.count)
        #expect(Array(scalars[position..<position + text.count]) == text)
        position += text.count
      }
    }
    #expect(position == scalars.count)
    return (texts, isCut)
  }

  /// The runs of the removed and of the added line behind their signs.
  private static func sides(
    _ old: String, _ new: String, _ options: PlanRenderingOptions
  ) -> [String: [Run]] {
    var sides: [String: [Run]] = [:]
    var line: [Run] = []
    for run in TerminalPlanRenderer.render(Self.plan(old, new), options: options).runs {
      for (index, text) in run.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 {
          if let sign = line.lazy.flatMap(\.text).first(where: { $0 != " " }) {
            sides[String(sign)] = Self.content(line)
          }
          line = []
        }
        if !text.isEmpty { line.append(Run(text: String(text), style: run.style)) }
      }
    }
    return sides
  }

  private static func content(_ line: [Run]) -> [Run] {
    var line = Array(line.drop { $0.text.allSatisfy { $0 == " " } })
    // The sign and a space, which may be a run with what follows.
    let rest = line[0].text.unicodeScalars.drop { $0 == " " }.dropFirst(2)
    line[0].text = String(String.UnicodeScalarView(rest))
    return line.filter { !$0.text.isEmpty }
  }

  private static func render(
    _ old: String, _ new: String, width: Int?, isFull: Bool = false
  ) -> StyledText {
    TerminalPlanRenderer.render(
      plan(old, new), options: PlanRenderingOptions(showsFullText: isFull, width: width))
  }

  private static func plan(_ old: String, _ new: String) -> Plan {
    Fixtures.plan([Fixtures.update("sales", [Fixtures.prompt(old, new)])])
  }
}
