/// What the last write left of each declared attribute, as 8 hexadecimal digits of its digest.
///
/// In a marker every attribute is its schema's letter and the digits; a key of metadata is `m`, 4
/// digits of the key's digest, and the digits. Where that is too long or two keys share their 4
/// digits, all metadata keys share one digest under `M`.
package struct Baseline: Sendable, Equatable {
  private static let mapCode: Character = "m"
  private static let sharedMapCode: Character = "M"

  private var fields: [Character: String]
  private var mapKeys: [String: String]
  private var sharedMap: String?

  package init() {
    fields = [:]
    mapKeys = [:]
  }

  /// The baseline of a write, from the digests of what it leaves.
  package init(_ digests: [AttributePath: Digest], schema: ResourceSchema) {
    self.init()
    var mapDigests: [String] = []
    for (path, digest) in digests {
      set(digest.short, at: path, schema: schema)
      if path.key != nil { mapDigests.append(digest.short) }
    }
    if mapKeys.count < mapDigests.count { collapse(mapDigests) }
  }

  /// Notes what a lock file remembers of an attribute that this write leaves as it was.
  package mutating func carry(_ path: AttributePath, _ digest: Digest, schema: ResourceSchema) {
    set(digest.short, at: path, schema: schema)
  }

  /// Whether two keys of a map stand under the same digits, so that one may be taken for the other.
  package static func confuses(_ key: String, with other: String) -> Bool {
    key != other && code(ofKey: key) == code(ofKey: other)
  }

  /// Takes over what an earlier baseline says of an attribute that this write leaves as it was.
  package mutating func carry(_ path: AttributePath, from earlier: Baseline, schema: ResourceSchema)
  {
    guard let digits = earlier.digits(of: path, schema: schema) else { return }
    set(digits, at: path, schema: schema)
  }

  /// Whether the attribute was declared at the last write; nil where only a shared digest could say.
  package func declares(_ path: AttributePath, schema: ResourceSchema) -> Bool? {
    guard let key = path.key else { return schema[path].map { fields[$0.code] != nil } }
    return sharedMap == nil ? mapKeys[Self.code(ofKey: key)] != nil : nil
  }

  /// The digits recorded for an attribute; nil when it was not declared, or shares a digest.
  package func digits(of path: AttributePath, schema: ResourceSchema) -> String? {
    guard let key = path.key else { return schema[path].flatMap { fields[$0.code] } }
    return mapKeys[Self.code(ofKey: key)]
  }

  /// The text for a marker, in at most `limit` characters.
  package func text(within limit: Int) -> String {
    let head = fields.keys.sorted().map { "\($0)\(fields[$0] ?? "")" }.joined()
    if let sharedMap { return head + "\(Self.sharedMapCode)\(sharedMap)" }
    let tail = mapKeys.keys.sorted().map { "\(Self.mapCode)\($0)\(mapKeys[$0] ?? "")" }.joined()
    if head.utf8.count + tail.utf8.count <= limit { return head + tail }
    var collapsed = self
    collapsed.collapse(Array(mapKeys.values))
    return collapsed.text(within: limit)
  }

  package init?(_ text: String) {
    self.init()
    var rest = Substring(text)
    while let code = rest.popFirst() {
      if code == Self.mapCode {
        guard let key = Self.take(4, from: &rest), let digits = Self.take(8, from: &rest) else {
          return nil
        }
        mapKeys[key] = digits
      } else {
        guard code.isASCII, code.isLetter, let digits = Self.take(8, from: &rest) else {
          return nil
        }
        if code == Self.sharedMapCode { sharedMap = digits } else { fields[code] = digits }
      }
    }
  }

  private mutating func set(_ digits: String, at path: AttributePath, schema: ResourceSchema) {
    if let key = path.key {
      mapKeys[Self.code(ofKey: key)] = digits
    } else if let attribute = schema[path] {
      fields[attribute.code] = digits
    }
  }

  private mutating func collapse(_ digests: [String]) {
    sharedMap = Digest(of: digests.sorted().joined().utf8).short
    mapKeys = [:]
  }

  private static func code(ofKey key: String) -> String {
    String(Digest(of: key.utf8).short.prefix(4))
  }

  private static func take(_ count: Int, from text: inout Substring) -> String? {
    let taken = text.prefix(count)
    guard taken.count == count, taken.allSatisfy({ $0.isHexDigit && $0.isASCII }) else {
      return nil
    }
    text.removeFirst(count)
    return String(taken)
  }
}
