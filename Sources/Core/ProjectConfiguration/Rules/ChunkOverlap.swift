import Diagnostics
import ResourceModel
import YAMLSyntax

/// Chunks that share more than half of themselves.
enum ChunkOverlap {
  static let rule = Rule(
    "ASST068", "chunk-overlap", "Chunks overlap by more than half", adjustable: true)

  private static let sizeField = "max_chunk_size_tokens"
  private static let overlapField = "chunk_overlap_tokens"

  /// What is not written has the server's default, which counts as well.
  static func check(
    _ chunking: JSONValue, _ shape: ObjectShape, at node: YAMLNode, to findings: Findings
  ) {
    func tokens(_ field: String) -> Int? {
      (chunking[field] ?? shape.field(field)?.defaults.first)?.integer
    }
    guard let size = tokens(sizeField), let overlap = tokens(overlapField), overlap > size / 2
    else { return }
    let written = node.mapping?[overlapField]
    let entry = written ?? node.mapping?[sizeField]
    findings.report(
      .overlap(
        overlap, isDefault: written == nil, size: size, at: entry?.value.span ?? node.head))
  }
}

extension Diagnostic {
  fileprivate static func overlap(
    _ overlap: Int, isDefault: Bool, size: Int, at span: SourceSpan
  ) -> Diagnostic {
    ChunkOverlap.rule.finding(
      isDefault
        ? "The overlap is \(overlap) tokens by default, more than half of a chunk of \(size)."
        : "\(overlap) tokens are more than half of a chunk of \(size).",
      help: "Set `chunk_overlap_tokens` to \(size / 2) or less.", at: span)
  }
}
