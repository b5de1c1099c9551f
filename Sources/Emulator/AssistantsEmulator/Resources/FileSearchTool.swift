import OrderedCollections
import ResourceModel

/// The settings of file search. The server fills in the ranking, with a member `hybrid_search` that
/// no request has; `max_num_results` stays absent when it was not sent.
struct FileSearchTool: Sendable {
  private static let ranker = "default_2024_08_21"

  private let mostResults: Int?
  private let scoreThreshold: Double

  init(_ settings: BodyReader?) throws(APIError) {
    try settings?.refuseOthers(than: ["max_num_results", "ranking_options"])
    mostResults = try settings?.integer("max_num_results", in: 1...50)
    guard let ranking = try settings?.object("ranking_options") else {
      scoreThreshold = 0
      return
    }
    // Clients send back what they were given, so `hybrid_search` is let through where it is null.
    try ranking.refuseOthers(than: ["ranker", "score_threshold", "hybrid_search"])
    if let hybrid = ranking.members["hybrid_search"], !hybrid.isNull {
      throw .unknownParameter(ranking.path(of: "hybrid_search"))
    }
    _ = try ranking.choice("ranker", of: ["auto", Self.ranker])
    scoreThreshold = try ranking.required("score_threshold") { (key) throws(APIError) in
      try ranking.decimal(key, in: 0...1)
    }
  }

  var json: JSONValue {
    var members = JSONObject()
    if let mostResults { members["max_num_results"] = .integer(mostResults) }
    members["ranking_options"] = [
      "ranker": .string(Self.ranker), "score_threshold": .decimal(scoreThreshold),
      "hybrid_search": .null,
    ]
    return .object(members)
  }
}
