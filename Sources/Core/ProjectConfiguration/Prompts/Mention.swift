/// A word of a prompt that is written as names of functions are, and how the sentence speaks of it.
struct Mention: Equatable {
  /// How sure it is that a function is meant.
  enum Context: Equatable {
    /// Nothing around it says so.
    case none
    /// `use X`, `via X`
    case use
    /// `the function X`, `the X function`
    case function
    /// `call X`, `invoke X`
    case call
    /// `the X tool`
    case tool
  }

  var name: String
  /// The bytes of the name in the prompt.
  var range: Range<Int>
  var context = Context.none
  /// Whether it stands in backquotes.
  var isCode = false
  /// Whether arguments follow: `X(…)`.
  var isCall = false
  /// Whether it stands in a fenced block, where calls are those of any language.
  var isFenced = false
  /// Whether it begins an item of a list, as tools are often introduced.
  var isItem = false
  /// `never call X`, `without X`
  var isNegated = false
  /// `the X field`, `column X`: a name of something else.
  var isData = false

  /// The words that the name is made of, in lower case: `getOrder_status` has three.
  var segments: [String] { Self.segments(of: name) }

  static func segments(of name: String) -> [String] {
    var segments: [String] = []
    var current = ""
    var wasLower = false
    for character in name {
      if character == "_" || character == "-" || (wasLower && character.isUppercase) {
        if !current.isEmpty { segments.append(current) }
        current = ""
      }
      wasLower = character.isLowercase
      if character != "_", character != "-" { current.append(contentsOf: character.lowercased()) }
    }
    return current.isEmpty ? segments : segments + [current]
  }
}
