/// The parameters of a query, percent-decoded. Of a repeated name the last counts.
struct QueryString {
  private var values: [String: String] = [:]

  init(_ text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { PercentEncoding.decoded($0, plusIsSpace: true) }
      values[decoded[0]] = decoded.count == 2 ? decoded[1] : ""
    }
  }

  subscript(name: String) -> String? { values[name] }
}
