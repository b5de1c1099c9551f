import OrderedCollections
import ResourceModel

/// What a document says that cannot be: a member that is missing, or has another form.
package struct MalformedPlan: Error, Sendable, Equatable {
  /// A clause: `resource_changes[2].id is no string`.
  package let reason: String
}

/// The members of one object of a document, read with the place where they stand for a message.
struct JSONFields {
  private let members: JSONObject
  private let place: String

  init(_ value: JSONValue?, at place: String) throws(MalformedPlan) {
    guard let members = value?.object else {
      throw MalformedPlan(reason: "\(place.isEmpty ? "the document" : place) is no object")
    }
    self.members = members
    self.place = place
  }

  func value(_ name: String) -> JSONValue? { members[name] }

  func fault(_ name: String, _ what: String) -> MalformedPlan {
    MalformedPlan(reason: "\(path(name)) \(what)")
  }

  func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  func string(_ name: String) throws(MalformedPlan) -> String {
    guard let text = members[name]?.string else { throw fault(name, "is no string") }
    return text
  }

  /// nil for null and for a missing member.
  func optionalString(_ name: String) throws(MalformedPlan) -> String? {
    isAbsent(name) ? nil : try string(name)
  }

  func integer(_ name: String) throws(MalformedPlan) -> Int {
    guard let number = members[name]?.writtenInteger else { throw fault(name, "is no integer") }
    return number
  }

  func bool(_ name: String) throws(MalformedPlan) -> Bool {
    guard let flag = members[name]?.bool else { throw fault(name, "is no boolean") }
    return flag
  }

  func fields(_ name: String) throws(MalformedPlan) -> JSONFields {
    try JSONFields(members[name], at: path(name))
  }

  func optionalFields(_ name: String) throws(MalformedPlan) -> JSONFields? {
    isAbsent(name) ? nil : try fields(name)
  }

  func object(_ name: String) throws(MalformedPlan) -> JSONObject {
    guard let object = members[name]?.object else { throw fault(name, "is no object") }
    return object
  }

  func list(_ name: String) throws(MalformedPlan) -> [JSONValue] {
    guard let items = members[name]?.array else { throw fault(name, "is no list") }
    return items
  }

  /// Each element of a list of objects.
  func each<Element>(
    _ name: String, _ read: (JSONFields) throws(MalformedPlan) -> Element
  ) throws(MalformedPlan) -> [Element] {
    var elements: [Element] = []
    for (index, item) in try list(name).enumerated() {
      elements.append(try read(JSONFields(item, at: "\(path(name))[\(index)]")))
    }
    return elements
  }

  func strings(_ name: String) throws(MalformedPlan) -> [String] {
    var texts: [String] = []
    for item in try list(name) {
      guard let text = item.string else { throw fault(name, "is no list of strings") }
      texts.append(text)
    }
    return texts
  }

  func integers(_ name: String) throws(MalformedPlan) -> [Int] {
    var numbers: [Int] = []
    for item in try list(name) {
      guard let number = item.integer else { throw fault(name, "is no list of integers") }
      numbers.append(number)
    }
    return numbers
  }

  func address(_ name: String) throws(MalformedPlan) -> Address {
    guard let address = Address(try string(name)) else { throw fault(name, "is no address") }
    return address
  }

  func addresses(_ name: String) throws(MalformedPlan) -> [Address] {
    var addresses: [Address] = []
    for text in try strings(name) {
      guard let address = Address(text) else { throw fault(name, "is no list of addresses") }
      addresses.append(address)
    }
    return addresses
  }

  /// 64 hexadecimal digits, with or without the name of the algorithm in front.
  func digest(_ name: String) throws(MalformedPlan) -> Digest {
    let text = try string(name)
    guard let digest = Digest(recorded: text.contains(":") ? text : "sha256:\(text)") else {
      throw fault(name, "is no SHA-256")
    }
    return digest
  }

  func optionalDigest(_ name: String) throws(MalformedPlan) -> Digest? {
    isAbsent(name) ? nil : try digest(name)
  }

  /// A word of a closed set.
  func word<Word>(
    _ name: String, _ read: (String) -> Word?
  ) throws(MalformedPlan) -> Word {
    guard let word = read(try string(name)) else { throw fault(name, "is no known word") }
    return word
  }

  private func isAbsent(_ name: String) -> Bool { members[name]?.isNull ?? true }
}

extension JSONValue {
  /// An integer that is written as one: `1.0` and `1e0` are none. What we write has no such number.
  var writtenInteger: Int? { number.flatMap { Int($0.text) } }
}
