import Diagnostics
import Testing
import YAMLSyntax

/// What holds for whatever is formatted: the meaning and every comment stay, and a second time
/// changes nothing. A failure prints the seed that makes the document again.
@Suite struct FormattingPropertyTests {
  private static let order: KeyOrder = (0..<4).reduce(.asWritten) { inner, _ in
    .fields(
      (0..<7).map { key in
        KeyOrder.Field("k\(key)", key < 2 ? .list(of: inner) : key < 5 ? inner : .map(of: inner))
      }, sorted: true)
  }

  /// More than a thousand of them are valid.
  private static let seeds: UInt64 = 1_400

  @Test func aThousandDocuments() {
    var (valid, changed, sorted) = (0, 0, 0)
    for seed in UInt64(0)..<Self.seeds {
      var generator = RandomYAML(seed: seed)
      let text = generator.document()
      let before = parse(text)
      if before.diagnostics.hasErrors { continue }
      valid += 1
      let result = formatted(text)
      check(text, result, generator.comments, seed)
      if trace(before.root) != trace(parse(result).root) {
        Issue.record("seed \(seed): the tree has changed\n\(text)\n----\n\(result)")
      }
      if formatted(result) != result {
        Issue.record(
          "seed \(seed): not idempotent\n\(text)\n----\n\(result)\n----\n\(formatted(result))")
      }
      let ordered = formatted(text, Self.order)
      check(text, ordered, generator.comments, seed)
      if trace(before.root, sorting: true) != trace(parse(ordered).root, sorting: true) {
        Issue.record("seed \(seed): sorting has changed the tree\n\(text)\n----\n\(ordered)")
      }
      if formatted(ordered, Self.order) != ordered {
        Issue.record(
          "seed \(seed): sorting is not idempotent\n\(text)\n----\n\(ordered)\n----\n\(formatted(ordered, Self.order))"
        )
      }
      changed += result == text ? 0 : 1
      sorted += ordered == result ? 0 : 1
    }
    #expect(valid >= 1_000)
    #expect(changed > valid * 9 / 10)
    #expect(sorted > valid / 4)
  }

  private func check(_ text: String, _ result: String, _ comments: [String], _ seed: UInt64) {
    if result.hasPrefix("refused") {
      Issue.record("seed \(seed): \(result)\n\(text)")
      return
    }
    for comment in comments where result.ranges(of: comment).count != 1 {
      Issue.record(
        "seed \(seed): \(comment) stands \(result.ranges(of: comment).count) times\n\(text)\n----\n\(result)"
      )
    }
    if result.contains("\r") { Issue.record("seed \(seed): a carriage return is left") }
  }

  /// The outline with the styles of scalars; optionally with all keys sorted.
  private func trace(_ node: YAMLNode?, sorting: Bool = false) -> String {
    guard let node else { return "nothing" }
    switch node.content {
    case .scalar(let scalar): return "\(scalar.style) \(outline(node))"
    case .sequence(let items):
      return "[" + items.map { trace($0, sorting: sorting) }.joined(separator: ", ") + "]"
    case .mapping(let mapping):
      var entries = mapping.entries.map { "\($0.key): \(trace($0.value, sorting: sorting))" }
      if sorting { entries.sort() }
      return "{" + entries.joined(separator: ", ") + "}"
    }
  }
}
