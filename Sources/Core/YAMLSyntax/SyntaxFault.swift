import Diagnostics

/// A mistake that libyaml stopped at, in its own words, and the words that people get for it.
///
/// libyaml tells what its grammar missed, which is rarely what the writer did. So the text around
/// the place is looked at for the slips that people make most, and only then is its word taken.
struct SyntaxFault {
  let source: SourceExtent
  let isReaderError: Bool
  let problem: String
  /// What was being read, empty when libyaml does not say.
  let context: String
  let offset: Int
  /// Where that began.
  let contextOffset: Int?
  /// The innermost bracket that is open.
  let bracket: Int?
  /// Where the scalar before the mistake starts.
  let lastScalar: Int?

  var diagnostic: Diagnostic {
    if isReaderError { return encoding }
    if source[offset] == UInt8(ascii: "\t") || problem.contains("tab character") {
      let start = min(offset, source.range.upperBound)
      var end = source.characterSpan(at: start).end
      while source[end] == UInt8(ascii: "\t") { end += 1 }
      return .tab(at: source.span(start, end))
    }
    if context == "while scanning a quoted scalar" { return unclosedQuote }
    if context == "while parsing a quoted scalar" {
      let isBackslash = source[offset] == UInt8(ascii: "\\")
      return .unknownEscape(
        at: isBackslash ? source.span(offset, source.characterSpan(at: offset + 1).end) : place)
    }
    if context.contains("block scalar") { return .blockScalarHeader(at: place) }
    if context.contains("directive") || problem.contains("directive")
      || problem == "found incompatible YAML document"
    {
      let start = contextOffset ?? offset
      return .directive(at: source.span(start, max(start, source.line(at: start).upperBound)))
    }
    if context.contains("while parsing a flow") { return insideBrackets }
    return invisibleLineBreak ?? slip ?? structural
  }

  private var encoding: Diagnostic {
    if problem == "control characters are not allowed" {
      let code = source[offset].map { $0 < 0x80 ? UInt32($0) : nil } ?? nil
      return .controlCharacter(code, at: source.characterSpan(at: offset))
    }
    var start = min(offset, source.range.upperBound - 1)
    if problem == "invalid trailing UTF-8 octet" {
      // The byte that promised more than came, not the innocent one after it.
      start -= 1
      while start > source.range.lowerBound, source.isContinuation(start) { start -= 1 }
    }
    return .invalidUTF8(at: source.span(start, start + 1))
  }

  /// NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR break lines for libyaml, and nobody sees them.
  private var invisibleLineBreak: Diagnostic? {
    for place in [offset, contextOffset].compactMap({ $0 }) {
      var end = place
      while source[end - 1] == UInt8(ascii: " ") { end -= 1 }
      var start = end - 1
      while source.isContinuation(start) { start -= 1 }
      guard start >= source.range.lowerBound, start < end else { continue }
      switch source.file.string(in: start..<end) {
      case "\u{85}": return .controlCharacter(0x85, at: source.span(start, end))
      case "\u{2028}": return .controlCharacter(0x2028, at: source.span(start, end))
      case "\u{2029}": return .controlCharacter(0x2029, at: source.span(start, end))
      default: continue
      }
    }
    return nil
  }

  private var place: SourceSpan { source.visibleSpan(at: offset) }

  private var unclosedQuote: Diagnostic {
    .unclosedQuote(at: place, opening: source.characterSpan(at: contextOffset ?? offset))
  }

  // MARK: Inside [ ] and { }

  private var insideBrackets: Diagnostic {
    if source[offset] == UInt8(ascii: "{"), source[offset - 1] == UInt8(ascii: "$") {
      return .unquotedInterpolation(at: interpolation)
    }
    guard let opening = bracket ?? contextOffset else {
      return .syntax(problem, context: context, at: place)
    }
    let span = source.characterSpan(at: opening)
    return Brackets.areClosed(in: source, from: opening)
      ? .unexpectedInBrackets(at: place, opening: span)
      : .unclosedBracket(at: place, opening: span)
  }

  /// From the `$` to the `}` of `${var.x}`.
  private var interpolation: SourceSpan {
    let line = source.line(at: offset)
    let rest = offset..<max(offset, line.upperBound)
    let close = rest.first { source[$0] == UInt8(ascii: "}") } ?? offset
    return source.span(offset - 1, close + 1)
  }

  // MARK: The most frequent slips

  private var slip: Diagnostic? {
    let line = WrittenLine(source, at: offset)
    let started = contextOffset.map { WrittenLine(source, at: $0) }
    // `name:value`, noticed on the next line, where YAML still waits for the colon.
    for line in [line.previous, started, line].compactMap({ $0 })
    where line.range.lowerBound <= offset {
      if let colon = line.gluedColon, waitsForColon {
        return .missingSpaceAfterColon(at: source.span(line.content, colon + 1))
      }
    }
    guard let value = line.value, value <= offset else { return nil }
    // A quote that closes one of a line above, where its own text should begin.
    if value + 1 == offset, let quote = source[value], let start = lastScalar, start < value,
      source[start] == quote, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    {
      return .unclosedQuote(
        at: source.characterSpan(at: value), opening: source.characterSpan(at: start))
    }
    if let first = source[value], let reason = NeedsQuotes(startingWith: first) {
      let isFault = problem.contains("mapping values") || value == offset || reason.explainsMore
      if isFault { return .needsQuotes(reason, at: source.span(value, line.range.upperBound)) }
    }
    if problem == "mapping values are not allowed in this context" {
      if let colon = line.colon, colon < offset {
        return .needsQuotes(.colon, at: source.span(value, line.range.upperBound))
      }
    }
    return nil
  }

  private var waitsForColon: Bool {
    problem == "could not find expected ':'" || problem.contains("mapping values")
  }

  private var structural: Diagnostic {
    let line = WrittenLine(source, at: offset)
    let start = contextOffset.map { source.visibleSpan(at: $0) }
    switch problem {
    case "could not find expected ':'":
      return .missingColon(at: start ?? place)
    case "mapping values are not allowed in this context" where line.content < offset:
      return .indentation(at: source.span(line.content, offset), start: start)
    case "did not find expected <document start>" where line.previous?.isDocumentEnd ?? false:
      return .secondDocument(at: place)
    case "did not find expected key" where source[offset] == UInt8(ascii: ":"):
      return .nullKey(at: place)
    case "mapping values are not allowed in this context", "did not find expected key",
      "did not find expected '-' indicator",
      "did not find expected <document start>":
      return .indentation(at: place, start: start)
    case "block sequence entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return .listOnKeyLine(at: place)
    case "found character that cannot start any token" where line.value == nil || line.colon != nil:
      return .reservedStart(at: place)
    case _ where context.contains("anchor") || context.contains("alias"):
      return .malformedName(at: start ?? place)
    case _ where context.contains("tag") || problem == "found undefined tag handle":
      return .unknownTag(at: start ?? place)
    default:
      return .syntax(problem, context: context, at: place)
    }
  }
}
