import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Decodes `outputs:` of the manifest for the target whose variables it has.
struct OutputDecoder {
  let catalogue: ResourceCatalogue
  let interpolator: Interpolator

  private static let example = "assistants.support.id"
  private static let suffix = ".id"

  private var findings: Findings { interpolator.findings }

  /// The outputs that could be understood; what is wrong with the others was reported.
  func decode(
    _ entry: YAMLMapping.Entry?
  ) -> OrderedDictionary<String, OutputReference> {
    guard let entry, entry.value.scalar?.value != .null else { return [:] }
    guard let mapping = entry.value.mapping else {
      WrongType.report(
        "outputs", wants: "a mapping of names to `ADDRESS.id`", found: entry.value.kindName,
        at: entry.value.head, to: findings)
      return [:]
    }
    let reader = AddressReader(catalogue: catalogue, findings: findings)
    var outputs: OrderedDictionary<String, OutputReference> = [:]
    for entry in mapping.entries {
      guard InvalidVariableName.check(entry.key, at: entry.keySpan, to: findings),
        let text = interpolator.text(entry.value, named: entry.key)
      else { continue }
      guard text.value.hasSuffix(Self.suffix) else {
        let isAddress = Address(text.value) != nil
        InvalidAddress.report(
          text.value, example: isAddress ? text.value + Self.suffix : Self.example,
          at: text.span, to: findings)
        continue
      }
      let bare = Spanned(value: String(text.value.dropLast(Self.suffix.count)), span: text.span)
      if let address = reader.address(bare, written: text.value, example: Self.example) {
        outputs[entry.key] = OutputReference(address: address, span: text.span)
      }
    }
    return outputs
  }
}
