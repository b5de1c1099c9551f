import Diagnostics
import Testing

/// What nobody sees is shown, unless a picture or a script is written with it.
@Suite struct InvisibleCharacterTests {
  @Test(arguments: [
    "👩\u{200D}👩\u{200D}👧", "👩🏽\u{200D}🚀", "❤\u{FE0F}\u{200D}🔥", "🏳\u{FE0F}\u{200D}🌈",
    "1\u{FE0F}\u{20E3}",
    "🇩🇪", "❤\u{FE0E}", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "می\u{200C}خواهم",
    "क्\u{200D}ष", "ക\u{200C}ക", "ന്\u{200D}", "ᠠ\u{180B}", "e\u{301}",
  ])
  func whatWritingNeedsStays(_ text: String) {
    #expect(Array(TerminalSafety.visible(text).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("pass\u{200D}word", "pass\\u{200D}word"), ("a\u{200C}b", "a\\u{200C}b"),
    ("a\u{200B}b", "a\\u{200B}b"), ("a\u{2060}\u{FEFF}", "a\\u{2060}\\u{FEFF}"),
    ("\u{3164}\u{115F}\u{1160}\u{FFA0}", "\\u{3164}\\u{115F}\\u{1160}\\u{FFA0}"),
    ("a\u{2800}\u{34F}\u{AD}", "a\\u{2800}\\u{34F}\\u{AD}"), ("a\u{FE0F}", "a\\u{FE0F}"),
    ("a\u{FE00}\u{E0100}", "a\\u{FE00}\\u{E0100}"), ("a\u{180E}\u{180B}", "a\\u{180E}\\u{180B}"),
    ("1\u{FE0F}2", "1\\u{FE0F}2"), ("👩\u{200D}", "👩\\u{200D}"), ("👩\u{200D}a", "👩\\u{200D}a"),
    ("🏴\u{E0068}\u{E0069}\u{E007F}", "🏴\\u{E0068}\\u{E0069}\\u{E007F}"),
    ("\u{E0041}", "\\u{E0041}"), ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}\\u{FE0F}"),
    ("a\u{FE0F}\u{200D}👩", "a\\u{FE0F}\\u{200D}👩"), ("\u{1D173}", "\\u{1D173}"),
    ("خ\u{200C}\u{200C}ه", "خ\\u{200C}\\u{200C}ه"), ("خ\u{200C} ه", "خ\\u{200C} ه"),
  ])
  func whatOnlyHidesIsShown(_ text: String, _ shown: String) {
    #expect(Array(TerminalSafety.visible(text).utf8) == Array(shown.utf8))
  }
}
