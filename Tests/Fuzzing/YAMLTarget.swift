import Diagnostics
import YAMLSyntax

/// Any bytes are read to a tree or to findings, and everything in both knows a place in the file.
func fuzzYAML(_ bytes: [UInt8]) {
  let file = SourceFile(path: "fuzzed.yaml", text: bytes)
  check(YAMLParser.parse(file), of: file)
  guard let matter = FrontMatter.split(file) else { return }
  for part in [matter.yaml, matter.body] {
    require(
      part.lowerBound >= 0 && part.upperBound <= bytes.count, "front matter lies in its file")
  }
  check(matter.parse(), of: file)
}

private func check(_ parsed: (root: YAMLNode?, diagnostics: [Diagnostic]), of file: SourceFile) {
  checkFindings(parsed.diagnostics)
  for diagnostic in parsed.diagnostics {
    require(diagnostic.span?.file === file, "a finding about a text names its file")
  }
  var budget = 20_000
  if let root = parsed.root { check(root, of: file, &budget) }
}

/// Aliases repeat nodes, so that a small text can be a large tree: a part of it is enough.
private func check(_ node: YAMLNode, of file: SourceFile, _ budget: inout Int) {
  budget -= 1
  guard budget > 0 else { return }
  check(node.span, in: file)
  switch node.content {
  case .scalar: break
  case .sequence(let items):
    for item in items { check(item, of: file, &budget) }
  case .mapping(let mapping):
    for entry in mapping.entries {
      check(entry.keySpan, in: file)
      require(mapping[entry.key]?.keySpan == entry.keySpan, "a key finds its entry")
      check(entry.value, of: file, &budget)
    }
  }
}

private func check(_ span: SourceSpan, in file: SourceFile) {
  require(span.file === file, "a node stands in the file that was read")
  require(0 <= span.start && span.end <= file.text.count, "a node lies within its file")
}
