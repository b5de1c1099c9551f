import Diagnostics
import ResourceModel

/// Judges whether a word of a prompt is meant as a function that nothing defines. A warning that is
/// wrong teaches people to read none, so that a doubt decides for the prompt.
struct FunctionNames {
  /// The names of the functions that are there.
  let defined: [String]
  /// Whether other tools are there, such as one that runs code, in which functions are called too.
  let hasOtherTools: Bool

  struct Judgement: Equatable {
    var isUndefined: Bool
    var nearest: String?
  }

  /// - Parameter isListed: whether the prompt lists functions that are there as items.
  func judge(_ mention: Mention, isListed: Bool) -> Judgement {
    let no = Judgement(isUndefined: false)
    if mention.isData { return no }
    // Many names of products have a capital inside, and stand in sentences as they are.
    if !mention.isCode, !mention.isCall, !mention.name.contains("_") { return no }
    let segments = mention.segments
    if let nearest = nearest(to: mention, segments) {
      return Judgement(isUndefined: true, nearest: nearest)
    }
    if mention.isFenced || mention.isNegated { return no }
    let isCompound = segments.count > 1
    let isAction = isCompound && Self.isAction(segments)
    let yes = Judgement(
      isUndefined: true, nearest: Suggestion.nearest(to: mention.name, in: defined))
    if defined.isEmpty {
      switch mention.context {
      case .tool: return isCompound ? yes : no
      case .call: return isAction && !hasOtherTools ? yes : no
      case .none, .use, .function: return no
      }
    }
    switch mention.context {
    case .tool: return isCompound || mention.isCode ? yes : no
    case .call: return isCompound ? yes : no
    case .function, .use: return isAction ? yes : no
    case .none:
      let isCallInCode = mention.isCode && mention.isCall
      return isAction && (isCallInCode || mention.isCode && mention.isItem && isListed) ? yes : no
    }
  }

  /// The function that was nearly written. Where nothing says that a function is meant, the words of
  /// both names have to be the same but for one, which is misspelt: `search_results` is no
  /// `search_products`.
  private func nearest(to mention: Mention, _ segments: [String]) -> String? {
    let isMeant = mention.isCall || mention.context == .call || mention.context == .tool
    guard segments.count > 1 || isMeant, mention.name.utf8.count > 3 else { return nil }
    let nearest = defined.first { Self.isMisspelt(segments, of: Mention.segments(of: $0)) }
    if let nearest { return nearest }
    guard isMeant, let other = Suggestion.nearest(to: mention.name, in: defined) else { return nil }
    return mention.name.lowercased().prefix(2) == other.lowercased().prefix(2) ? other : nil
  }

  private static func isMisspelt(_ written: [String], of meant: [String]) -> Bool {
    guard written.count == meant.count else { return false }
    let different = zip(written, meant).filter { $0 != $1 }
    guard different.count < 2 else { return false }
    return different.allSatisfy { wrong, right in
      // Short words and numbers differ on purpose: `plan_a` and `plan_b`.
      right.count > 3 && !wrong.contains(where: \.isNumber)
        && Suggestion.nearest(to: wrong, in: [right]) != nil
    }
  }

  /// Verbs that begin names of functions, and hardly any of values.
  private static let verbs: Set = [
    "get", "fetch", "lookup", "create", "update", "delete", "cancel", "send", "submit", "add",
    "remove", "search", "find", "calculate", "compute", "escalate", "transfer", "generate",
    "retrieve", "notify", "verify", "validate", "execute", "schedule", "reschedule", "lock",
    "unlock", "list", "check", "issue", "refund", "process", "query", "handoff",
  ]
  /// Verbs that take any noun with them.
  private static let transitive: Set = ["get", "fetch", "lookup", "retrieve", "send"]
  /// Last words of values: `search_results`, `check_in_date`, `update_time`.
  private static let nouns: Set = [
    "id", "ids", "date", "dates", "time", "times", "at", "on", "by", "in", "out", "name", "names",
    "number", "numbers", "url", "urls", "type", "types", "reason", "reasons", "code", "codes",
    "flag", "amount", "count", "counts", "key", "keys", "token", "tokens", "result", "results",
    "term", "terms", "text", "string", "price", "prices", "email", "only", "window", "policy",
    "list", "status", "state", "field", "fields", "params", "fee", "fees", "limit", "queue",
  ]

  private static func isAction(_ segments: [String]) -> Bool {
    guard let first = segments.first, let last = segments.last, verbs.contains(first) else {
      return false
    }
    return transitive.contains(first) || !nouns.contains(last)
  }
}
