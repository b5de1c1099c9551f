import JSONSchema
import Testing

/// Regular expressions as ECMA-262 reads them with Unicode semantics.
@Suite struct PatternTests {
  @Test(arguments: [
    ("", "", true), ("a", "xax", true), ("^a", "xa", false), ("a$", "ax", false),
    ("^a$", "a\n", false), ("a|b", "xb", true), ("^(a|b)$", "c", false), ("^a|b$", "ac", true),
    ("^(?:ab)+$", "ababab", true), ("^(?:ab)+$", "aba", false), ("^(?<x>a)$", "a", true),
    ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
    ("^a{2,3}$", "aaaa", false), ("^a{0}$", "", true), ("^a{2,3}?$", "aaa", true),
    ("^a{$", "a{", true), ("^{}]$", "{}]", true), ("^a{x}$", "a{x}", true), ("^a{1$", "a{1", true),
    ("^[abc]$", "b", true), ("^[^abc]$", "b", false), ("^[a-c-]$", "-", true),
    ("^[-a]$", "-", true),
    (#"^[\]\\]$"#, "]", true), ("^[^]$", "\n", true), ("[]", "a", false), ("^[a^]$", "^", true),
    (#"^[\w-.]+$"#, "a-b.c", true), (#"^[\b]$"#, "\u{8}", true), (#"^[\W]$"#, "-", true),
    (#"^[^\W]$"#, "-", false), (#"^[\S\s]$"#, "\n", true), (#"^[+-\-]$"#, ",", true),
    (#"^[\P{L}]$"#, "a", false), (#"^\P{Lu}$"#, "a", true), (#"^[\p{Lu}_]$"#, "É", true),
    (#"^\p{gc=Nd}$"#, "५", true), (#"^\p{Alphabetic}$"#, "5", false),
    (#"^\p{L}$"#, "e\u{301}", false),
    (".", "\n", false), (".", "\u{2028}", false), ("^.$", "\u{85}", true), ("^.$", "🐲", true),
    (#"^\x41\u0042\u{43}\cJ\0$"#, "ABC\n\0", true), (#"^\ud83d\udc32$"#, "🐲", true),
    (#"^\-\@\/\"$"#, #"-@/""#, true), (#"\bfoo\b"#, "a foo.", true), (#"\bfoo\b"#, "afoo", false),
    (#"\Bfoo"#, "afoo", true), (#"^\b$"#, "", false), (#"\bé"#, "é", false),
    ("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", "abC4", true),
    ("^(?=.*[A-Z])(?=.*[0-9]).{4,}$", "abc4", false),
    ("^(?!foo)", "foobar", false), ("^(?!foo)", "bar", true), ("(?<=a)b", "ab", true),
    ("(?<=a)b", "cb", false), ("(?<!a)b", "ab", false), ("(?<=^ab+)c", "abbc", true),
    ("(?<=(?=bc)bc)d", "bcd", true), ("(?=(?<=a)b)b", "ab", true), ("^(?:(?=a)|b)*a$", "bba", true),
    ("^(a*)*$", "aaab", false), ("^(a|b?)+$", "abba", true), ("é", "e\u{301}", false),
  ])
  func matches(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    "(", ")", "(a", "a)", "[", "[a", "*", "a**", "a|*", "{1}", "a{2,1}", "a{,3}", "\\", "[z-a]",
    "^*",
    "(?=a)*", "(?a)", "(?P<x>a)", "(?<>a)", "(?<x", "(?", #"\Z"#, #"\a"#, #"\01"#, #"\xg0"#,
    #"\u12"#,
    #"\u{110000}"#, #"\c1"#, #"\p"#, #"\p{L"#, "a{1}{2}",
  ])
  func whatECMADoesNotAllowIsMalformed(pattern: String) {
    #expect(fault(of: pattern)?.kind == .malformed)
  }

  @Test(arguments: [
    #"(a)\1"#, #"(?<x>a)\k<x>"#, #"\p{Script=Greek}"#, "(?i:a)", "a{100000}",
    "(?:(?:a{100}){100}){100}", "(?:(?:(?:){1000}){1000}){1000}",
    String(repeating: "(", count: 500),
  ])
  func whatIsNotKnownIsUnsupported(pattern: String) {
    #expect(fault(of: pattern)?.kind == .unsupported)
  }

  private func fault(of pattern: String) -> PatternFault? {
    do {
      _ = try Pattern(pattern)
      return nil
    } catch { return error }
  }

  /// These take engines that try every way longer than the universe is old.
  @Test(arguments: [
    "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*$b", "^(([a-z])+.)+[A-Z]([a-z])+$", "^(?=(a+)+$)",
  ])
  func noPatternTakesLong(pattern: String) throws {
    let text = String(repeating: "a", count: 2_000) + "!"
    #expect(try Pattern(pattern).matches(text) == false)
  }

  @Test func muchWorkIsGivenUp() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try Pattern("(?:a?){500}(?:a){500}b").matches(text) == nil)
    #expect(try Pattern("^(?:(?=a*b)a)*$").matches(text + "b") == nil)
  }
}
