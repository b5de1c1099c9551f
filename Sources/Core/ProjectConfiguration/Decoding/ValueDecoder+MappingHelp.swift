import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// What to write instead of a text or a number where a mapping is due: the file's contents for what
  /// looks like a path, or the one field that has to be there.
  func mappingHelp(_ node: YAMLNode, _ shape: ObjectShape? = nil) -> String? {
    guard let text = resolved(node)?.text, !text.isEmpty, text.utf8.count <= 80,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "`") })
    else { return nil }
    if Self.isPathOfData(text) { return "Write `{ file: \(text) }` for what stands in that file." }
    let required = shape?.fields.filter(\.isRequired) ?? []
    guard required.count == 1, Grammar.isKey(text) else { return nil }
    return "Write `{ \(required[0].name): \(text) }`."
  }

  static func isPathOfData(_ text: String) -> Bool {
    [".yaml", ".yml", ".json"].contains(where: text.lowercased().hasSuffix)
  }
}
