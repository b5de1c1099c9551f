/// What a value may be. One description drives decoding, validation, normalisation, comparison,
/// rendering and the generated reference.
package indirect enum ValueShape: Sendable {
  /// Text; with `isProse` it may come from a file and is shown as a line-by-line difference.
  case string(StringLimits)
  case number(ClosedRange<Double>)
  case integer(ClosedRange<Int>)
  case boolean
  case enumeration([String])
  case object(ObjectShape)
  case list(of: ValueShape, maximum: Int)
  /// String keys to values of one shape; each declared key is an attribute of its own.
  case map(MapLimits)
  /// Objects told apart by a member, as tools are by `type`.
  case variants(VariantShape)
  /// One of several shapes, tried in order.
  case either([ValueShape])
  /// A JSON Schema: kept as it is written, key order included, and compared as a whole.
  case jsonSchema(SchemaShape)
  /// Other resources, by key or by `{ id: … }`.
  case references(collection: String, maximum: Int)
  /// Local files, by path or glob.
  case files(FileListShape)
}

extension ValueShape {
  /// One value, or a list of them.
  package static func oneOrMore(_ element: ValueShape) -> ValueShape {
    .either([element, .list(of: element, maximum: .max)])
  }

  /// Text, a number or a boolean.
  package static let anyScalar = ValueShape.either([
    .string(StringLimits()), .anyNumber, .boolean,
  ])

  package static let anyNumber = ValueShape.number(
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
}

package struct StringLimits: Sendable {
  /// In Unicode code points, as the API counts.
  package var maximum: Int?
  package var minimum: Int
  package var pattern: Pattern?
  /// What the text stands for in a project: a name, a path, an address.
  package var form: TextForm?
  package var isProse: Bool
  /// Where some hosts draw the line although the protocol does not; in Unicode code points.
  package var advisedMaximum: Int?

  package init(
    maximum: Int? = nil, minimum: Int = 0, pattern: Pattern? = nil, form: TextForm? = nil,
    isProse: Bool = false, advisedMaximum: Int? = nil
  ) {
    self.maximum = maximum
    self.advisedMaximum = advisedMaximum
    self.minimum = minimum
    self.pattern = pattern
    self.form = form
    self.isProse = isProse
  }

  /// The grammars that strings of the API follow.
  package enum Pattern: String, Sendable {
    case functionName = "[A-Za-z0-9_-]{1,64}"

    package func matches(_ text: String) -> Bool {
      switch self {
      case .functionName: Grammar.isKey(text)
      }
    }

    /// What is allowed, in words.
    package var words: String {
      switch self {
      case .functionName: "1 to 64 ASCII letters, digits, `_` and `-`"
      }
    }

    /// The nearest text that matches: `orders_get_status` for `orders.get status`. Nil where a
    /// person has to choose, as with letters of other alphabets.
    package func nearest(to text: String) -> String? {
      guard text.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
      let words = text.split { !Grammar.isKey(String($0)) }
      let name = words.joined(separator: "_")
      return matches(name) ? name : nil
    }
  }
}

/// What a host asks of a JSON Schema beside that it is one.
package struct SchemaShape: Sendable {
  /// Whether only a schema of an object is taken, since what it describes has named parts.
  package var isOfObject: Bool
  /// The member beside the schema that, when true, narrows it to the subset that a host can enforce.
  package var strictMember: String?

  package init(isOfObject: Bool = false, strictMember: String? = nil) {
    self.isOfObject = isOfObject
    self.strictMember = strictMember
  }
}

package struct MapLimits: Sendable {
  package var value: ValueShape
  package var maximumEntries: Int
  package var maximumKeyLength: Int
  /// What the keys are made of; nil for any text.
  package var keys: TextForm?
  /// Keys that the tool itself needs, each with the reason that a message gives.
  package var reservedKeys: [String: String]

  package init(
    value: ValueShape, maximumEntries: Int = .max, maximumKeyLength: Int = .max,
    keys: TextForm? = nil, reservedKeys: [String: String] = [:]
  ) {
    self.value = value
    self.maximumEntries = maximumEntries
    self.maximumKeyLength = maximumKeyLength
    self.keys = keys
    self.reservedKeys = reservedKeys
  }
}

package struct ObjectShape: Sendable {
  package var fields: [FieldSchema]
  /// Set for what a model calls.
  package var callable: Callable?

  package init(_ fields: [FieldSchema], callable: Callable? = nil) {
    self.fields = fields
    self.callable = callable
  }

  package func field(_ name: String) -> FieldSchema? { fields.first { $0.name == name } }
}
