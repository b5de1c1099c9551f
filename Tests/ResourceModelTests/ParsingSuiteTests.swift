import Foundation
import ResourceModel
import Testing

/// The cases of JSONTestSuite (`Suite/README.md`): what a JSON parser accepts, what it refuses, and
/// what RFC 8259 leaves to it.
struct ParsingSuiteTests {
  private static let refusedOnPurpose: Set<String> = [
    // With two members of one name, one of the values would be lost silently.
    "y_object_duplicated_key", "y_object_duplicated_key_and_value",
    // RFC 8259, section 8.1, asks for UTF-8; these are from an older RFC.
    "y_string_utf16", "y_string_utf16be", "y_string_utf32", "y_string_utf32be",
  ]

  /// Where RFC 8259 leaves the choice, we take what can be passed on unchanged: numbers of any
  /// size, and every Unicode scalar. Lone surrogates, bytes that are not UTF-8, a byte order mark and
  /// more than 128 levels are refused.
  private static let acceptedByChoice: Set<String> = [
    "i_number_neg_int_huge_exp", "i_number_pos_double_huge_exp",
    "i_string_unicode_U+10FFFE_nonchar", "i_string_unicode_U+1FFFE_nonchar",
    "i_string_unicode_U+FDD0_nonchar", "i_string_unicode_U+FFFE_nonchar",
  ]

  @Test func everyCaseIsDecidedAsItShouldBe() throws {
    let cases = try JSONSuiteCase.all()
    #expect(cases.count == 318)
    for testCase in cases {
      let isExpected =
        Self.acceptedByChoice.contains(testCase.name)
        || testCase.name.hasPrefix("y_") && !Self.refusedOnPurpose.contains(testCase.name)
      #expect((testCase.parsed != nil) == isExpected, "\(testCase.name)")
    }
    let names = Set(cases.map(\.name))
    #expect(names.isSuperset(of: Self.refusedOnPurpose.union(Self.acceptedByChoice)))
  }

  @Test(arguments: [JSONWriter.Layout.compact, .indented, .canonical])
  func whatIsAcceptedSurvivesWriting(_ layout: JSONWriter.Layout) throws {
    for testCase in try JSONSuiteCase.all() {
      guard let value = testCase.parsed else { continue }
      let again = try JSONParser.parse(JSONWriter.bytes(value, layout))
      #expect(again.isEquivalent(to: value), "\(testCase.name)")
    }
  }
}

/// A case as `Suite/cases.json` has it.
private struct JSONSuiteCase {
  let name: String
  let bytes: [UInt8]

  var parsed: JSONValue? { try? JSONParser.parse(bytes) }

  static func all() throws -> [JSONSuiteCase] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().path + "/Suite/cases.json"
    let text = try #require(FileManager.default.contents(atPath: path))
    return try #require(try JSONParser.parse(Array(text)).array).map { entry in
      JSONSuiteCase(name: try #require(entry["name"]?.string), bytes: try bytes(of: entry))
    }
  }

  private static func bytes(of entry: JSONValue) throws -> [UInt8] {
    if let digits = entry["hex"]?.string {
      return try stride(from: 0, to: digits.utf8.count, by: 2).map { offset in
        try #require(UInt8(digits.dropFirst(offset).prefix(2), radix: 16))
      }
    }
    let opening = String(
      repeating: entry["repeat"]?.string ?? "", count: entry["times"]?.integer ?? 0)
    return Array((opening + (try #require(entry["text"]?.string))).utf8)
  }
}
