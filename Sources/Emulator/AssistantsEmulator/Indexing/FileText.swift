/// The words of a file.
enum FileText {
  /// In bytes. The real server takes two million tokens, about this much text.
  static let largest = 8 * 1024 * 1024

  /// Nil when the bytes are not what the format promises.
  ///
  /// Text is UTF-8, or UTF-16 with a mark of its byte order. Of office documents nothing is read: they
  /// are indexed without words.
  static func text(of bytes: [UInt8], _ format: String) -> String? {
    switch format {
    case "pdf": bytes.starts(with: "%PDF-".utf8) ? PDFText.text(of: bytes) : nil
    case "doc", "docx", "pptx": ""
    default: decoded(bytes)
    }
  }

  private static func decoded(_ bytes: [UInt8]) -> String? {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE): utf16(bytes.dropFirst(2)) { low, high in UInt16(high) << 8 | UInt16(low) }
    case (0xFE, 0xFF): utf16(bytes.dropFirst(2)) { high, low in UInt16(high) << 8 | UInt16(low) }
    default:
      String(
        validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...],
        as: UTF8.self)
    }
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, _ unit: (UInt8, UInt8) -> UInt16
  ) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { place in
      unit(bytes[place], bytes[place + 1])
    }
    return String(validating: units, as: UTF16.self)
  }
}
