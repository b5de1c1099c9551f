/// What `\p{…}` can ask of a code point: the general categories, and the binary properties that the
/// standard library knows. Scripts are not known.
enum ScalarProperty: Sendable, Hashable {
  case category(Set<Unicode.GeneralCategory>)
  case binary(Binary)

  enum Binary: String, Sendable, CaseIterable {
    case any = "Any"
    case ascii = "ASCII"
    case alphabetic = "Alphabetic"
    case lowercase = "Lowercase"
    case uppercase = "Uppercase"
    case whiteSpace = "White_Space"
    case identifierStart = "ID_Start"
    case identifierContinue = "ID_Continue"
    case emoji = "Emoji"
    case emojiPresentation = "Emoji_Presentation"
    case math = "Math"
    case dash = "Dash"
    case hexDigit = "Hex_Digit"
    case ideographic = "Ideographic"
  }

  func holds(for scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch self {
    case .category(let categories): return categories.contains(properties.generalCategory)
    case .binary(let property):
      return switch property {
      case .any: true
      case .ascii: scalar.isASCII
      case .alphabetic: properties.isAlphabetic
      case .lowercase: properties.isLowercase
      case .uppercase: properties.isUppercase
      case .whiteSpace: properties.isWhitespace
      case .identifierStart: properties.isIDStart
      case .identifierContinue: properties.isIDContinue
      case .emoji: properties.isEmoji
      case .emojiPresentation: properties.isEmojiPresentation
      case .math: properties.isMath
      case .dash: properties.isDash
      case .hexDigit: properties.isHexDigit
      case .ideographic: properties.isIdeographic
      }
    }
  }

  /// What stands between the braces: `L`, `Letter`, `gc=L`, `Alphabetic`. Nil for what is not known.
  init?(named name: String) {
    let parts = name.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1:
      if let categories = Self.categories[parts[0]] {
        self = .category(categories)
      } else if let property = Binary(rawValue: parts[0]) ?? Self.shortNames[parts[0]] {
        self = .binary(property)
      } else {
        return nil
      }
    case 2 where parts[0] == "gc" || parts[0] == "General_Category":
      guard let categories = Self.categories[parts[1]] else { return nil }
      self = .category(categories)
    default: return nil
    }
  }

  private static let shortNames: [String: Binary] = [
    "Alpha": .alphabetic, "Lower": .lowercase, "Upper": .uppercase, "space": .whiteSpace,
    "IDS": .identifierStart, "IDC": .identifierContinue, "EPres": .emojiPresentation,
    "Hex": .hexDigit, "Ideo": .ideographic,
  ]

  /// The names of general categories, as Unicode's `PropertyValueAliases.txt` has them.
  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let single: [(String, String, Unicode.GeneralCategory)] = [
      ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
      ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
      ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
      ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
      ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
      ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
      ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
      ("Pe", "Close_Punctuation", .closePunctuation),
      ("Pi", "Initial_Punctuation", .initialPunctuation),
      ("Pf", "Final_Punctuation", .finalPunctuation),
      ("Po", "Other_Punctuation", .otherPunctuation),
      ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
      ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
      ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
      ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control),
      ("Cf", "Format", .format), ("Cs", "Surrogate", .surrogate),
      ("Co", "Private_Use", .privateUse),
      ("Cn", "Unassigned", .unassigned),
    ]
    var table: [String: Set<Unicode.GeneralCategory>] = [:]
    for (short, long, category) in single {
      table[short] = [category]
      table[long] = [category]
      table[String(short.prefix(1)), default: []].insert(category)
    }
    table["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    let aliases = [
      "Cased_Letter": "LC", "Letter": "L", "Mark": "M", "Combining_Mark": "M", "Number": "N",
      "Punctuation": "P", "punct": "P", "Symbol": "S", "Separator": "Z", "Other": "C",
      "digit": "Nd", "cntrl": "Cc",
    ]
    for (alias, name) in aliases { table[alias] = table[name] }
    return table
  }()
}
