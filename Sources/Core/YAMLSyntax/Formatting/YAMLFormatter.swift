package import Diagnostics

/// YAML text to the same YAML in canonical form.
///
/// What is written anew:
/// - Indentation: two spaces, and lists are indented below their key. One space after `:`, `-` and
///   `?`; no blanks at the end of lines outside of texts; line feeds alone, and one at the end.
/// - At most one empty line in a row, and none at the top of a file or of a collection.
/// - Brackets: `{ a: 1 }`, `[a, b]`, `{}`, `[]`. Where the author broke the line within brackets it
///   stays broken, indented by two.
/// - The order of keys that a `KeyOrder` knows. Others keep their places among these, and so does
///   everything in a mapping with a merge key, within an anchor, and wherever an alias would lose
///   its anchor (`KeyOrdering`).
/// - The number after `|` and `>`, where there is one: it says how far the text is indented.
///
/// What stays as it is written: every comment, with the blanks before one behind a value; quotes,
/// escapes, numbers, anchors, aliases and tags; a value on the line below its key; long lines; `?`
/// keys; `%` directives, `---` and `...`.
///
/// Comments stay with what they belong to. A block of comments moves with the entry below it, unless
/// an empty line parts the two at the top of a collection: then it belongs to the collection, as do
/// the modelines of editors. At the end of a collection, comments that are indented as its entries
/// are its own, and those further left belong to what follows.
///
/// A file with mistakes is not formatted. The result is read again, and only given out when it means
/// the same and has every comment.
package enum YAMLFormatter {
  package enum Outcome: Sendable {
    /// The file is in canonical form.
    case unchanged
    /// The new text of the whole file.
    case formatted([UInt8])
    /// Left alone, for these reasons.
    case refused([Diagnostic])
  }

  /// A file of one document; a byte order mark stays.
  package static func format(_ file: SourceFile, order: KeyOrder = .asWritten) -> Outcome {
    let source = SourceExtent(file: file, range: file.rangeWithoutByteOrderMark)
    return format(source, order: order, withReturns: false)
  }

  /// The front matter of a Markdown file; all else in it stays, byte for byte, and the front matter
  /// ends its lines as they do.
  package static func formatFrontMatter(
    _ file: SourceFile, order: KeyOrder = .asWritten
  ) -> Outcome {
    guard let front = FrontMatter.split(file) else { return .unchanged }
    guard front.isClosed else { return .refused(front.parse().diagnostics) }
    let returns = file.text[..<front.yaml.lowerBound].suffix(2).first == UInt8(ascii: "\r")
    let source = SourceExtent(file: file, range: front.yaml)
    return format(source, order: order, withReturns: returns)
  }

  private static func format(
    _ source: SourceExtent, order: KeyOrder, withReturns: Bool
  ) -> Outcome {
    if source.range.isEmpty { return .unchanged }
    let (root, diagnostics) = YAMLParser.parse(source)
    if diagnostics.hasErrors { return .refused(diagnostics) }
    let text = source.file.text
    if let mark = source.byteOrderMark {
      return .refused([.unformattable(at: source.visibleSpan(at: mark))])
    }
    let printed: DocumentPrinter
    switch concrete(source) {
    case .failure(.syntax(let diagnostic)): return .refused([diagnostic])
    case .failure(.place(let place)):
      return .refused([.unformattable(at: source.visibleSpan(at: place.offset))])
    case .success(var document):
      KeyOrdering.apply(order, to: &document)
      printed = .print(document, of: text)
      guard printed.comments.sorted() == document.comments.sorted() else {
        return .refused([.formattingChangesMeaning(of: source.file)])
      }
    }
    let yaml = withReturns ? printed.output.withReturns : printed.output
    if yaml[...] == text[source.range] { return .unchanged }
    let (after, mistakes) = YAMLParser.parse(SourceFile(path: source.file.path, text: yaml))
    guard !mistakes.hasErrors, TreeEquivalence.holds(root, after, order) else {
      return .refused([.formattingChangesMeaning(of: source.file)])
    }
    return .formatted(
      Array(text[..<source.range.lowerBound] + yaml + text[source.range.upperBound...]))
  }

  static func concrete(
    _ source: SourceExtent
  ) -> Result<ConcreteDocument, ConcreteReader.Failure> {
    source.file.text.withUnsafeBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes[source.range])
      guard let events = EventReader(source, bytes: part) else {
        return .failure(.place(UnformattablePlace(offset: source.range.lowerBound)))
      }
      var reader = ConcreteReader(source, events: events)
      do throws(ConcreteReader.Failure) {
        return .success(try reader.document())
      } catch {
        return .failure(error)
      }
    }
  }
}

extension SourceExtent {
  /// A byte order mark that is none, since it does not stand at the start of the file: moved there, it
  /// would be one.
  fileprivate var byteOrderMark: Int? {
    var offset = range.lowerBound
    while offset + 2 < range.upperBound {
      if file.text[offset] == 0xEF, file.text[offset + 1] == 0xBB, file.text[offset + 2] == 0xBF {
        return offset
      }
      offset += 1
    }
    return nil
  }
}

extension [UInt8] {
  /// With a carriage return before each line feed.
  fileprivate var withReturns: [UInt8] {
    flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
  }
}

extension Diagnostic {
  static func unformattable(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ASST314", "A file cannot be formatted",
      detail: "It was left as it is: the formatter does not understand what stands here.",
      help:
        "If there is an unusual line break, such as U+2028, use an ordinary one; put a text that "
        + "begins with `---` or `...` in a block, and remove a byte order mark in the middle.",
      at: span)
  }

  static func formattingChangesMeaning(of file: SourceFile) -> Diagnostic {
    Diagnostic(
      "ASST314", "A file cannot be formatted",
      detail:
        "It was left as it is: the result would not mean the same. This is a mistake of asst, "
        + "not of the file.",
      help: "Please report it with the file, or with the part of it that shows the mistake.",
      at: SourceSpan(startOf: file))
  }
}
