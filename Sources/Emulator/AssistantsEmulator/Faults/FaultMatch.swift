import OrderedCollections
import ResourceModel

/// Which requests a fault is for, and which of those it acts on.
///
/// A rule counts every request that its method, path, query and body are of, from 1, whether it acts
/// or not. It acts on the `from`th of them and on every `every`th after it, `times` times at most, and
/// on each with the given probability.
struct FaultMatch: Sendable {
  private let methods: [String]?
  private let path: PathPattern?
  private let query: String?
  private let body: String?
  let from: Int
  let every: Int
  let times: Int
  let probability: Double

  init(_ reader: BodyReader?) throws(APIError) {
    let numbers = ["nth", "from", "every", "times", "probability"]
    try reader?.refuseOthers(than: Set(["method", "path", "query", "body"] + numbers))
    methods = try reader.flatMap { (reader) throws(APIError) in try Self.methods(in: reader) }
    path = try reader.flatMap { (reader) throws(APIError) in try Self.path(in: reader) }
    query = try reader?.string("query")
    body = try reader?.string("body")
    let count = 1...1_000_000_000
    if let nth = try reader?.integer("nth", in: count) {
      if let reader, let other = numbers.dropFirst().first(where: { reader.members[$0] != nil }) {
        throw .invalid(
          reader.path(of: other), "it says nothing beside 'nth', which is one request.")
      }
      (from, every, times, probability) = (nth, 1, 1, 1)
      return
    }
    from = try reader?.integer("from", in: count) ?? 1
    every = try reader?.integer("every", in: count) ?? 1
    times = try reader?.integer("times", in: count) ?? .max
    probability = try reader?.decimal("probability", in: 0...1) ?? 1
  }

  private static func methods(in reader: BodyReader) throws(APIError) -> [String]? {
    let known = ["GET", "POST", "DELETE"]
    guard reader.members["method"]?.array != nil else {
      return try reader.choice("method", of: known).map { [$0] }
    }
    let methods = try reader.strings("method", most: known.count) ?? []
    for (index, method) in methods.enumerated() where !known.contains(method) {
      throw .notOneOf(known, "\(reader.path(of: "method"))[\(index)]", got: method)
    }
    return methods
  }

  private static func path(in reader: BodyReader) throws(APIError) -> PathPattern? {
    guard let text = try reader.string("path") else { return nil }
    guard let pattern = PathPattern(text) else {
      throw .invalid(
        reader.path(of: "path"),
        "expected a path below /v1 such as '/assistants/*', with '**' at its end only.")
    }
    return pattern
  }

  /// Whether the rule counts this request.
  func counts(_ request: APIRequest) -> Bool {
    if let methods, !methods.contains(request.method) { return false }
    if let path, !path.matches(request.path) { return false }
    if let query, !request.query.contains(query) { return false }
    if let body {
      let text = request.form?.text ?? String(decoding: request.body ?? [], as: UTF8.self)
      return text.contains(body)
    }
    return true
  }

  /// Whether the rule's turn has come with the nth request that it counts; chance stands aside.
  func isTurn(_ number: Int, acted: Int) -> Bool {
    number >= from && (number - from).isMultiple(of: every) && acted < times
  }
}
