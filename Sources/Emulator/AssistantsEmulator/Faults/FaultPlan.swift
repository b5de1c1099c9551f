import OrderedCollections
import ResourceModel

/// The faults that the emulator makes, as `--faults` and `PUT /_emulator/faults` take them:
/// `{"seed": 7, "rules": [{"name": …, "match": {…}, "effect": {…}}]}`.
package struct FaultPlan: Sendable {
  /// What is wrong with a plan: one sentence that names the place.
  package struct Mistake: Error, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
  }

  struct Rule: Sendable {
    /// What the log of requests calls it; `rules[0]` without a name.
    let name: String
    let match: FaultMatch
    let effect: FaultEffect
    /// The rule as it was written.
    let source: JSONValue
  }

  /// No faults.
  package static let none = FaultPlan(seed: 0, rules: [])

  let seed: Int
  let rules: [Rule]

  private init(seed: Int, rules: [Rule]) {
    self.seed = seed
    self.rules = rules
  }

  package init(json: [UInt8]) throws(Mistake) {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONParser.parse(json)
    } catch {
      let before = json[..<error.offset]
      let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
      let column = 1 + before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
      throw Mistake(message: "Line \(line), byte \(column): \(error.reason).")
    }
    guard value.object != nil else {
      throw Mistake(message: "Expected an object with 'rules', but got \(value.wireKind) instead.")
    }
    do throws(APIError) {
      self = try FaultPlan(try BodyReader(value, at: ""))
    } catch {
      let place = error.param ?? ""
      let isNamed = place.isEmpty || error.message.contains("'\(place)'")
      throw Mistake(message: isNamed ? error.message : "In '\(place)': \(error.message)")
    }
  }

  init(_ reader: BodyReader) throws(APIError) {
    try reader.refuseOthers(than: ["seed", "rules"])
    seed = try reader.integer("seed", in: 0...Int.max) ?? 0
    let items = try reader.required("rules") { (key) throws(APIError) in try reader.array(key) }
    var rules: [Rule] = []
    for item in items {
      let rule = try BodyReader(item.value, at: item.path)
      try rule.refuseOthers(than: ["name", "match", "effect"])
      rules.append(
        Rule(
          name: try rule.string("name") ?? item.path,
          match: try FaultMatch(try rule.object("match")),
          effect: try FaultEffect(try rule.required("effect", rule.object)),
          source: item.value))
    }
    self.rules = rules
  }
}
