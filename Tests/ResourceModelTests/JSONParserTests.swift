import OrderedCollections
import ResourceModel
import Testing

/// RFC 8259, from both sides: what must be read and what must be refused.
struct JSONParserTests {
  @Test(arguments: [
    "null", "true", "false", " 1 ", "\t\r\n0\n", "\"\"", "[]", "{}", "[ ]", "{ }", "[1,2]",
    "[[],{}]",
    "0", "-0", "-1", "0.5", "-0.0", "1e5", "1E5", "1e+5", "1E-5", "0e0", "1.25e-10",
    "123456789012345678901",
    "1e400", "-1e-400", #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\u20AC\u20ac""#,
    #""\uD834\uDD1E""#,
    #""\uFFFF""#, #""a/b""#, "\"\u{7F}\"", "\"\u{2028}\"", "\"é𝄞\"", #"{"":0}"#, #"{"a":{"a":1}}"#,
    #"{"a":[],"b":null}"#, #"["\u0061"]"#,
  ])
  func accepts(_ text: String) throws {
    _ = try JSONParser.parse(text)
  }

  /// Each with the byte at which it goes wrong.
  @Test(arguments: [
    ("", 0), ("  ", 2), ("nul", 3), ("nulll", 4), ("True", 0), ("NaN", 0), ("Infinity", 0),
    ("-Infinity", 1),
    ("'a'", 0), ("a", 0), ("1 2", 2), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3),
    ("[1,,2]", 3), ("]", 0), ("[}", 1), ("{", 1), ("{1:1}", 1), (#"{"a"}"#, 4), (#"{"a" 1}"#, 5),
    (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a":1 "b":2}"#, 7), ("{a:1}", 1), (#"{"a":1"#, 6),
    (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), ("[1]x", 3), ("{}}", 2), ("// c\n1", 0),
    ("1 /**/", 2),
    ("+1", 0), ("01", 1), ("-01", 2), ("-", 1), ("--1", 1), (".5", 0), ("1.", 2), ("1.e1", 2),
    ("1e", 2),
    ("1e+", 3), ("0x1", 1), ("1_0", 1), ("１", 0), ("\"", 1), ("\"a", 2), ("\"\\\"", 3),
    (#""\x""#, 2),
    (#""\u12""#, 5), (#""\u12G4""#, 5), (#""\U0041""#, 2), (#""\uD834""#, 3), (#""\uDD1E""#, 3),
    (#""\uD834\n""#, 3), (#""\uD834\uD834""#, 3), ("\"a\nb\"", 2), ("\"\t\"", 1), ("\"\u{0}\"", 1),
    ("\u{FEFF}1", 0), ("\u{A0}1", 0), ("[1]\u{0}", 3),
  ])
  func refuses(_ text: String, at offset: Int) {
    #expect(fault(Array(text.utf8))?.offset == offset)
  }

  @Test(
    arguments: [
      [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF],
      [0x5B, 0xE9, 0x5D],
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(_ bytes: [UInt8]) {
    #expect(fault(bytes) != nil)
  }

  @Test func decodesEscapes() throws {
    let value = try JSONParser.parse(#""a\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD834\uDD1E\u0000z""#)
    #expect(value == .string("a\"\\/\u{8}\u{C}\n\r\tAé€𝄞\u{0}z"))
  }

  @Test func keepsTheOrderOfKeysAndTheTextOfNumbers() throws {
    let text = #"{"z":1.0,"a":1e3,"m":[12345678901234567890,-0]}"#
    #expect(JSONWriter.string(try JSONParser.parse(text)) == text)
  }

  @Test func readsExactly128Levels() throws {
    let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    _ = try JSONParser.parse(deepest)
    #expect(fault(Array("[\(deepest)]".utf8))?.offset == 128)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func noInputExhaustsTheStack(_ opening: String) {
    let bytes = Array(String(repeating: opening, count: 100_000).utf8)
    let error = fault(bytes)
    #expect(error?.offset == 128 * opening.utf8.count)
    #expect(error?.reason.contains("128") == true)
  }

  private func fault(_ bytes: [UInt8]) -> JSONSyntaxError? {
    do throws(JSONSyntaxError) {
      _ = try JSONParser.parse(bytes)
      return nil
    } catch {
      return error
    }
  }
}
