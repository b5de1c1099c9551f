import Diagnostics
import ResourceModel

/// Reads addresses of resources that the manifest names.
struct AddressReader {
  let catalogue: ResourceCatalogue
  let findings: Findings

  /// The address; nil when the text names no kind of resource, which was reported.
  ///
  /// - Parameter written: the text as it is written, of which the address may be a part.
  func address(
    _ text: Spanned<String>, written: String, example: String
  ) -> Address? {
    guard let address = Address(text.value) else {
      InvalidAddress.report(written, example: example, at: text.span, to: findings)
      return nil
    }
    if catalogue.schema(of: address) != nil { return address }
    InvalidAddress.reportCollection(
      address.collection, known: catalogue.schemas.map(\.collection), at: text.span,
      to: findings)
    return nil
  }
}
