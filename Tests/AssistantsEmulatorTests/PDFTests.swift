import AssistantsEmulator
import ResourceModel
import Testing

struct PDFTests {
  /// The text that is read of a PDF with one stream.
  private func text(_ stream: [UInt8], dictionary: String = "") -> String? {
    let fixture = Fixture(AssistantsAPI.Settings(indexingDelay: .zero))
    let pdf =
      Array("%PDF-1.4\n4 0 obj\n<< /Length \(stream.count) \(dictionary)>>\nstream\n".utf8) + stream
      + Array("\nendstream\nendobj\n".utf8)
    let form = Form.file("paper.PDF", pdf, purpose: "assistants")
    let file = fixture.upload(form: form).json?["id"]?.string ?? ""
    let store = fixture.create(#"{"file_ids":["\#(file)"]}"#, in: "vector_stores")
    let page = fixture.json("GET", "vector_stores/\(store)/files/\(file)/content")
    return page["data"]?.array?.first?["text"]?.string
  }

  @Test(arguments: [
    (
      "BT /F1 12 Tf 72 700 Td (Refunds take ) Tj [(seven) -250 ( da) 20 (ys)] TJ ET",
      "Refunds take seven days\n"
    ),
    ("BT (one) Tj 0 -14 Td (two) Tj T* (three) ' ET", "one\ntwo\n\nthree\n"),
    ("BT (a\\(b\\) \\\\ (nested) \\101\\12\\\njoined) Tj ET", "a(b) \\ (nested) A\njoined\n"),
    ("BT <48656C6C6F> Tj <FEFF20AC0041> Tj ET", "Hello€A\n"),
    ("/Name (outside) Do BT ET (after) Tj", ""),
    ("BT (never closed", ""),
    ("BT << /A (dictionary) >> BDC (shown) Tj EMC ET", "shown\n"),
  ])
  func readsOperators(content: String, shown: String) {
    #expect(text(Array(content.utf8)) == shown)
  }

  private static let packed: [(hexadecimal: String, shown: String)] = [
    // Fixed codes, dynamic codes, and not packed at all; all from zlib.
    (
      "78da730a51d077335430345208495330375230373050084951d0084a4d2bcd4b29562849cc4e55d05408c95288d"
        + "6284e2d4bcdd354d035323550d0504849d4543002322a8b35631542bc145c4300ee1313b7",
      "Refunds take seven days\n"
    ),
    (
      "78daddcd411240300c05d0ab7489639871835ea034b4454ab494d3b38a2e9cc02e2ff3e7ff5a8a22182885744256"
        + "a258a3ed46564bfe4056ef13df2ececbc6f23b1023af9bd47532b41f3e437fde24089130631f5133217546e1"
        + "f0f61c8a4861c8ba60b2cf283f1a79035b627b1e",
      (Array(repeating: "the quick brown fox jumps over the lazy dog", count: 3)
        + ["return refund exchange warranty delivery"]).joined(separator: " ")
        .replacing(" ", with: "\n") + "\n"
    ),
    (
      "7801014c00b3ff4254202f4631203132205466203732203730302054642028526566756e64732074616b6520292054"
        + "6a205b28736576656e29202d32353020282064612920323020287973295d20544a204554ee1313b7",
      "Refunds take seven days\n"
    ),
  ]

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }

  @Test(arguments: packed) func unpacks(hexadecimal: String, shown: String) {
    #expect(text(Self.bytes(hexadecimal), dictionary: "/Filter /FlateDecode ") == shown)
  }

  /// Whatever bytes come, reading them ends and nothing traps.
  @Test func damagedStreamsAreNoText() {
    let whole = Self.bytes(Self.packed[1].hexadecimal)
    for length in stride(from: 0, to: whole.count - 4, by: 3) {
      #expect(text(Array(whole[..<length]), dictionary: "/Filter /FlateDecode ") == "")
    }
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x55
      #expect(text(damaged, dictionary: "/Filter /FlateDecode ") != nil)
    }
  }

  @Test(arguments: [
    "/Filter /DCTDecode ", "/Filter [/ASCII85Decode /FlateDecode] ", "/Subtype /Image ",
  ])
  func leavesOthersAlone(dictionary: String) {
    #expect(text(Array("BT (x) Tj ET".utf8), dictionary: dictionary) == "")
  }
}
