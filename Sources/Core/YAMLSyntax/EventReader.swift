import CYAML
import Diagnostics

/// The events of one document stream, from libyaml.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let source: SourceExtent
  private let bytes: UnsafeRawBufferPointer
  private var offsets: ByteOffsets
  /// The brackets that are open, and nil for every block collection.
  private var brackets: [Int?] = []
  private var lastScalar: Int?

  /// `bytes` are those of `source`, and must outlive the reader. Nil without memory.
  init?(_ source: SourceExtent, bytes: UnsafeRawBufferPointer) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    // Set, so that a file in another encoding is told as such, and not guessed at.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(
      parser, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
    self.parser = parser
    self.event = .allocate(capacity: 1)
    self.source = source
    self.bytes = bytes
    self.offsets = ByteOffsets(bytes)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  /// The next event; the end of the stream again and again once it is reached.
  mutating func next() throws(Stop) -> Event {
    while true {
      guard yaml_parser_parse(parser, event) == 1 else { throw Stop(fault().diagnostic) }
      defer { yaml_event_delete(event) }
      if event.pointee.type != YAML_STREAM_START_EVENT { return current() }
    }
  }

  private mutating func current() -> Event {
    let start = offset(event.pointee.start_mark)
    var end = offset(event.pointee.end_mark)
    let kind: Event.Kind
    switch event.pointee.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(Self.string(asst_yaml_anchor(event)) ?? "")
    case YAML_SCALAR_EVENT:
      let style = Self.style(asst_yaml_scalar_style(event))
      if style == .literal || style == .folded { end = trimmed(end, notBefore: start) }
      let text = UnsafeBufferPointer(
        start: asst_yaml_scalar_text(event), count: asst_yaml_scalar_length(event))
      kind = .scalar(String(decoding: text, as: UTF8.self), style)
      lastScalar = start
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      brackets.append(bracket(before: end))
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      brackets.append(bracket(before: end))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      brackets.removeLast()
      kind = .collectionEnd(closes: end == start + 1 && Self.closing.contains(bytes[start]))
    default: kind = .streamEnd
    }
    let base = source.range.lowerBound
    return Event(
      kind: kind, anchor: Self.string(asst_yaml_anchor(event)),
      tag: Self.string(asst_yaml_tag(event)), start: base + start, end: base + max(start, end))
  }

  /// What libyaml says about the mistake that it stopped at.
  private mutating func fault() -> SyntaxFault {
    let base = source.range.lowerBound
    let context = Self.string(parser.pointee.context)
    return SyntaxFault(
      source: source, isReaderError: parser.pointee.error == YAML_READER_ERROR,
      problem: Self.string(parser.pointee.problem) ?? "ran out of memory", context: context ?? "",
      offset: parser.pointee.error == YAML_READER_ERROR
        ? base + min(parser.pointee.problem_offset, bytes.count)
        : base + offset(parser.pointee.problem_mark),
      contextOffset: context == nil ? nil : base + offset(parser.pointee.context_mark),
      bracket: brackets.last.flatMap { $0 }.map { base + $0 },
      lastScalar: lastScalar.map { base + $0 })
  }

  private mutating func offset(_ mark: yaml_mark_t) -> Int {
    offsets.offset(ofCharacter: mark.index)
  }

  /// The opening bracket that ends at `end`; nil for the start of a block collection.
  private func bracket(before end: Int) -> Int? {
    guard end > 0, Self.opening.contains(bytes[end - 1]) else { return nil }
    return end - 1
  }

  private static let opening = [UInt8(ascii: "["), UInt8(ascii: "{")]
  private static let closing = [UInt8(ascii: "]"), UInt8(ascii: "}")]

  /// A block scalar ends with its last character that is to be seen.
  private func trimmed(_ end: Int, notBefore start: Int) -> Int {
    var end = end
    while end > start + 1, isSpace(bytes[end - 1]) { end -= 1 }
    return end
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String? {
    text.map { String(cString: $0) }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: " ")
    || byte == UInt8(ascii: "\t")
}
