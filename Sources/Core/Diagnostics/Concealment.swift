/// Secrets in sources: findings have to show where one stands, and no output may repeat it. Output
/// ends up in logs and pull requests that more people read than the files.
package struct Concealment: Sendable {
  /// Shorter texts are words that messages use for other things.
  private static let shortestInWords = 12

  /// A line of a file.
  private struct Line: Hashable {
    var file: ObjectIdentifier
    var index: Int
  }

  /// Those that stand on a line, in their order; a key of several lines stands on each.
  private var spans: [Line: [SourceSpan]] = [:]
  /// The secrets by their first bytes, for a search of messages in one pass.
  private var texts: [ArraySlice<UInt8>: Set<[UInt8]>] = [:]

  package init(_ secrets: [SourceSpan]) {
    for secret in secrets {
      let last = max(secret.start, secret.end - 1)
      for line in secret.file.line(at: secret.start)...secret.file.line(at: last) {
        spans[Line(file: ObjectIdentifier(secret.file), index: line), default: []].append(secret)
      }
      let text = Array(secret.file.text[secret.start..<secret.end])
      guard text.count >= Self.shortestInWords else { continue }
      texts[text.prefix(Self.shortestInWords), default: []].insert(text)
    }
    spans = spans.mapValues { $0.sorted { $0.start < $1.start } }
  }

  /// The finding with words that repeat no secret, and with the secrets of the lines that it shows.
  package func conceal(_ diagnostic: Diagnostic) -> Diagnostic {
    if spans.isEmpty { return diagnostic }
    let shown = [diagnostic.span].compactMap { $0 } + diagnostic.related.map(\.span)
    return Diagnostic(
      diagnostic.code, diagnostic.severity, diagnostic.summary, detail: masked(diagnostic.detail),
      help: diagnostic.help.map(masked), at: diagnostic.span,
      related: diagnostic.related.map { Diagnostic.Related(masked($0.message), at: $0.span) },
      fix: diagnostic.fix.map(marked), secrets: shown.flatMap(secrets))
  }

  private func marked(_ fix: Fix) -> Fix {
    Fix(
      masked(fix.title), fix.edits,
      holdsSecret: fix.edits.contains { masked($0.replacement) != $0.replacement })
  }

  /// Those on the line on which a span starts.
  private func secrets(beside span: SourceSpan) -> [SourceSpan] {
    spans[Line(file: ObjectIdentifier(span.file), index: span.file.line(at: span.start))] ?? []
  }

  /// A message without the secrets; of one that the message cuts short, the part goes as well.
  private func masked(_ message: String) -> String {
    let bytes = Array(message.utf8)
    guard !texts.isEmpty, bytes.count >= Self.shortestInWords else { return message }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard index + Self.shortestInWords <= bytes.count,
        let found = texts[bytes[index..<index + Self.shortestInWords]]
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let length = found.map { secret in
        zip(secret, bytes[index...]).prefix { $0 == $1 }.count
      }.max()
      result += Self.stars.utf8
      index += length ?? Self.shortestInWords
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Concealment {
  fileprivate static let stars = "****"

  /// What stands for a secret: as much of it as tells its owner which one it is.
  package static func mask(_ secret: String) -> String {
    // Four characters of a short password would be half of it.
    secret.utf8.count < 20 ? stars : secret.prefix(4) + "…" + stars
  }
}

extension SourceFile {
  /// The text in a byte range, with a mask for each secret or part of one.
  package func string(in range: Range<Int>, concealing secrets: [SourceSpan]) -> String {
    let range = range.clamped(to: 0..<text.count)
    let hidden = secrets.filter {
      $0.file === self && $0.start < range.upperBound && range.lowerBound < $0.end
    }.sorted { $0.start < $1.start }
    if hidden.isEmpty { return string(in: range) }
    var result = ""
    var from = range.lowerBound
    for secret in hidden where secret.end > from {
      result += string(in: from..<max(from, secret.start))
      let isStart = secret.start >= from
      result +=
        isStart
        ? Concealment.mask(string(in: secret.start..<secret.end)) : Concealment.stars
      from = min(secret.end, range.upperBound)
    }
    return result + string(in: from..<range.upperBound)
  }
}
