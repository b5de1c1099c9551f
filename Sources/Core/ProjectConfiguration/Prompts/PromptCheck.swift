import Diagnostics
import OrderedCollections
import ResourceModel

/// Compares the functions that a prompt speaks of with those that are there.
struct PromptCheck {
  let resource: DesiredResource
  let schema: ResourceSchema
  let callables: [DeclaredCallable]
  let findings: Findings

  /// So many mistakes of this kind are one of another kind.
  private static let mostTold = 20

  func check(_ prompt: WrittenText) {
    let defined = callables.map(\.name)
    let mentions = MentionScanner.scan(prompt.bytes, defined: defined)
    reportUndefined(mentions, in: prompt, defined)
    if callables.count > 1, !mentions.defined.isEmpty, mentions.defined.count < callables.count {
      reportUnmentioned(in: prompt, mentions.defined)
    }
  }

  private func reportUndefined(
    _ mentions: MentionScanner.Result, in prompt: WrittenText, _ defined: [String]
  ) {
    guard !mentions.others.isEmpty else { return }
    let names = FunctionNames(defined: defined, hasOtherTools: hasOtherTools)
    var told: Set<String> = []
    var words: Set<String>?
    for mention in mentions.others where !told.contains(mention.name) {
      let judgement = names.judge(mention, isListed: mentions.isListed)
      guard judgement.isUndefined else { continue }
      // Collected only here, since most prompts never come this far.
      let known = words ?? KnownWords(of: resource, schema).words
      words = known
      if known.contains(mention.name) || told.count >= Self.mostTold { continue }
      told.insert(mention.name)
      UndefinedFunction.report(
        mention.name, in: resource.address, nearest: judgement.nearest, defined: defined,
        at: prompt.place(ofWord: mention.range), to: findings)
    }
  }

  /// A prompt that names one function in passing lists none: most of them have to be there, by their
  /// names or as words.
  private func reportUnmentioned(in prompt: WrittenText, _ mentioned: Set<Int>) {
    var missing = callables.indices.filter { !mentioned.contains($0) }.map { callables[$0] }
    let text = prompt.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    missing.removeAll { callable in
      text.holds(callable.name.lowercased())
        || text.holds(Mention.segments(of: callable.name).joined(separator: " "))
    }
    guard missing.count * 2 < callables.count else { return }
    UnmentionedFunction.report(missing, of: resource.address, to: findings)
  }

  /// Whether a list that holds callables has members that are none.
  private var hasOtherTools: Bool {
    schema.attributes.contains { attribute in
      guard attribute.field.shape.holdsCallables,
        case .json(let value)? = resource.attributes[AttributePath(attribute.name)]?.value
      else { return false }
      return (value.array?.count ?? 0) > callables.count
    }
  }
}

extension [UInt8] {
  /// Whether a text occurs as a word, or as the beginning of one: `search` in `searches`.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return withUnsafeBufferPointer { bytes in
      wanted.withUnsafeBufferPointer { wanted in
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { index in
          bytes[index] == first && bytes.holds(wanted, at: index)
            && (index == 0 || !MentionScanner.isWord(bytes[index - 1]))
        }
      }
    }
  }
}
