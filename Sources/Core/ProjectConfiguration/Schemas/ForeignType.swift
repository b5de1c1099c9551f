import YAMLSyntax

/// What the type of another language is called in JSON Schema.
struct ForeignType {
  /// The type to write; nil where a schema says it without `type`, or where it depends.
  let type: String?
  /// What more there is to say, as a sentence.
  var note: String?
  /// Whether `type` alone says all that the foreign one says.
  var isExact = true

  /// A type of another language by its name, whatever the case of its letters.
  init?(named name: String) {
    let word = name.lowercased()
    if let type = Self.sameByName[word] {
      self.init(type: type)
    } else if let (type, note) = Self.withMore[word] {
      self.init(type: type, note: note, isExact: false)
    } else if Self.anything.contains(word) {
      self.init(
        type: nil, note: "Leave `type` out: a schema without it takes any value.", isExact: false)
    } else {
      return nil
    }
  }

  private init(type: String?, note: String? = nil, isExact: Bool = true) {
    self.type = type
    self.note = note
    self.isExact = isExact
  }

  static func meansAnything(_ name: String) -> Bool { anything.contains(name.lowercased()) }

  private static let anything: Set = ["any", "unknown", "mixed", "anything", "*", "dynamic"]

  private static let sameByName: [String: String] = {
    let names = [
      "number": [
        "number", "num", "float", "float32", "float64", "double", "decimal", "real", "numeric",
        "bigdecimal", "numbers",
      ],
      "integer": [
        "integer", "int", "long", "short", "byte", "int8", "int16", "int32", "int64", "uint",
        "uint8", "uint16", "uint32", "uint64", "bigint", "biginteger", "integers",
      ],
      "string": ["string", "str", "text", "char", "varchar", "strings", "nvarchar", "character"],
      "boolean": ["boolean", "bool", "booleans", "bit"],
      "object": [
        "object", "obj", "dict", "dictionary", "map", "hashmap", "hash", "record", "struct",
        "mapping", "json", "class", "basemodel", "jsonobject", "objects",
      ],
      "array": [
        "array", "arr", "list", "arraylist", "vec", "vector", "sequence", "slice", "arrays",
      ],
      "null": ["null", "none", "nil", "nonetype", "undefined", "void"],
    ]
    var table: [String: String] = [:]
    for (type, foreign) in names {
      for name in foreign { table[name] = type }
    }
    return table
  }()

  private static let withMore: [String: (type: String?, note: String)] = [
    "set": ("array", "Write `type: array`, and `uniqueItems: true` beside it."),
    "frozenset": ("array", "Write `type: array`, and `uniqueItems: true` beside it."),
    "hashset": ("array", "Write `type: array`, and `uniqueItems: true` beside it."),
    "tuple": (
      "array", "Write `type: array`; `prefixItems` says what each of its members is."
    ),
    "date": ("string", "Write `type: string`, and `format: date` beside it."),
    "time": ("string", "Write `type: string`, and `format: time` beside it."),
    "datetime": ("string", "Write `type: string`, and `format: date-time` beside it."),
    "date-time": ("string", "Write `type: string`, and `format: date-time` beside it."),
    "timestamp": ("string", "Write `type: string`, and `format: date-time` beside it."),
    "duration": ("string", "Write `type: string`, and `format: duration` beside it."),
    "uuid": ("string", "Write `type: string`, and `format: uuid` beside it."),
    "guid": ("string", "Write `type: string`, and `format: uuid` beside it."),
    "email": ("string", "Write `type: string`, and `format: email` beside it."),
    "url": ("string", "Write `type: string`, and `format: uri` beside it."),
    "uri": ("string", "Write `type: string`, and `format: uri` beside it."),
    "enum": (
      nil, "`enum` is a keyword of its own: `enum: [small, large]`, with `type: string` beside it."
    ),
    "literal": (
      nil, "`enum` lists the values that are allowed: `enum: [small, large]`."
    ),
    "file": (
      nil, "A model writes text alone: use `type: string`, say for a file's path or ID."
    ),
    "binary": (
      nil, "A model writes text alone: use `type: string`, say for a file's path or ID."
    ),
    "bytes": (
      nil, "A model writes text alone: use `type: string`, say for a file's path or ID."
    ),
    "function": (
      nil, "Arguments are data; describe them with `type: object` and `properties`."
    ),
    "union": (nil, "List the types, `type: [string, number]`, or use `anyOf`."),
    "optional": (nil, "List the type with `\"null\"`: `type: [string, \"null\"]`."),
  ]

  /// The format that says the rest, for those types that are texts in JSON.
  static func format(for name: String) -> String? {
    switch name.lowercased() {
    case "date": "date"
    case "time": "time"
    case "datetime", "date-time", "timestamp": "date-time"
    case "duration": "duration"
    case "uuid", "guid": "uuid"
    case "email": "email"
    case "url", "uri": "uri"
    default: nil
    }
  }
}

/// A type as typed languages write it: `List[str]`, `string[]`, `Optional[int]`, `str | None`.
enum TypeExpression {
  /// What to write, as a sentence, with the value of `type` where that alone says it.
  static func reading(_ text: String) -> (help: String, types: [String]?)? {
    let text = text.filter { $0 != " " }
    if text.contains("|") {
      let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return union(parts)
    }
    if text.hasSuffix("[]") { return list(of: String(text.dropLast(2))) }
    guard let open = text.firstIndex(where: { "[<(".contains($0) }),
      text.last.map({ "]>)".contains($0) }) == true
    else {
      return text.hasSuffix("?") ? union([String(text.dropLast()), "null"]) : nil
    }
    let base = text[..<open].lowercased().split(separator: ".").last.map(String.init) ?? ""
    let inside = String(text[text.index(after: open)...].dropLast())
    switch base {
    case "optional": return union([inside, "null"])
    case "union": return union(inside.split(separator: ",").map(String.init))
    case "list", "array", "sequence", "vec", "iterable", "arraylist": return list(of: inside)
    case "literal", "enum":
      return ("List the values: `enum: [small, large]`.", nil)
    default:
      guard let type = ForeignType(named: base)?.type else { return nil }
      return ("Write `type: \(type)`.", nil)
    }
  }

  private static func union(_ parts: [String]) -> (help: String, types: [String]?)? {
    let types = parts.compactMap { ForeignType(named: $0) }.compactMap {
      $0.isExact ? $0.type : nil
    }
    guard types.count == parts.count, Set(types).count == types.count, types.count > 1 else {
      return ("List the types, `type: [string, number]`, or use `anyOf`.", nil)
    }
    let list = NewValue.list(types).written(asJSON: false)
    return ("List the types: `type: \(list)`.", types)
  }

  private static func list(of item: String) -> (help: String, types: [String]?)? {
    let type = ForeignType(named: item)?.type ?? "string"
    return ("Write `type: array`, and `items: { type: \(type) }` beside it.", nil)
  }
}
