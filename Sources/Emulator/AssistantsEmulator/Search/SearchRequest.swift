import OrderedCollections
import ResourceModel

/// What a search asks for.
struct SearchRequest {
  private static let mostQueries = 32
  private static let rankers = ["none", "auto", "default-2024-11-15"]

  let queries: [String]
  let most: Int
  let threshold: Double
  let filter: AttributeFilter?

  init(_ body: BodyReader) throws(APIError) {
    try body.refuseOthers(
      than: ["query", "rewrite_query", "max_num_results", "filters", "ranking_options"])
    if body.members["query"]?.array != nil {
      queries = try body.strings("query", most: Self.mostQueries) ?? []
      if queries.isEmpty {
        throw .invalid("query", "expected at least one query.", code: "empty_array")
      }
    } else {
      queries = [try body.required("query") { (key) throws(APIError) in try body.string(key) }]
    }
    // Queries are taken as they are either way: rewriting them takes a model.
    _ = try body.bool("rewrite_query")
    most = try body.integer("max_num_results", in: 1...50) ?? 10
    filter = try body.nullable("filters") { (key) throws(APIError) in
      try body.object(key).map(AttributeFilter.init)
    }.applied(to: nil)
    let ranking = try body.object("ranking_options")
    try ranking?.refuseOthers(than: ["ranker", "score_threshold"])
    _ = try ranking?.choice("ranker", of: Self.rankers)
    threshold = try ranking?.decimal("score_threshold", in: 0...1) ?? 0
  }
}
