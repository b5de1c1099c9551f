/// Header fields in the order they were added; names compare without regard to case.
package struct HTTPHeaders: Sendable {
  package typealias Field = (name: String, value: String)

  private var fields: [Field]

  package init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// The value of the first field of that name; nil when there is none.
  package subscript(name: String) -> String? {
    fields.first { Self.isSame($0.name, name) }?.value
  }

  /// The values of all fields of that name, in order.
  package func values(of name: String) -> [String] {
    fields.filter { Self.isSame($0.name, name) }.map(\.value)
  }

  package mutating func append(name: String, value: String) {
    fields.append((name, value))
  }

  package mutating func append(_ field: Field) {
    fields.append(field)
  }

  /// Replaces every field of that name by one.
  package mutating func set(_ name: String, to value: String) {
    fields.removeAll { Self.isSame($0.name, name) }
    fields.append((name, value))
  }

  // Field names are ASCII: folding the bytes is enough and needs no allocation.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { lowered($0) == lowered($1) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}

extension HTTPHeaders: RandomAccessCollection {
  package var startIndex: Int { fields.startIndex }
  package var endIndex: Int { fields.endIndex }
  package subscript(position: Int) -> Field { fields[position] }
}

extension HTTPHeaders: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral fields: Field...) {
    self.init(fields)
  }

  package init(dictionaryLiteral fields: (String, String)...) {
    self.init(fields.map { (name: $0.0, value: $0.1) })
  }
}

extension HTTPHeaders: Equatable {
  package static func == (left: HTTPHeaders, right: HTTPHeaders) -> Bool {
    left.elementsEqual(right) { isSame($0.name, $1.name) && $0.value == $1.value }
  }
}

extension HTTPHeaders {
  /// Why a field cannot be sent, or nil. A line break in a value would start a header of its own,
  /// so that a value from the environment could smuggle in another request.
  static func defect(of field: Field) -> String? {
    let isToken = { (byte: UInt8) in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
    }
    guard !field.name.isEmpty, field.name.utf8.allSatisfy(isToken) else {
      return "a header name has a character that header names cannot have"
    }
    guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
      return "the value of the header \(field.name) has a line break or a control character"
    }
    return nil
  }
}
