import ResourceModel

/// The models that `GET /models` lists. Assistants may name any model unless the emulator is told to
/// accept only these: hosts of the protocol have models, and deployments, of their own names.
enum ModelCatalogue {
  private static let models: [(id: String, created: Int)] = [
    ("gpt-3.5-turbo", 1_677_610_602),
    ("gpt-4", 1_687_882_411),
    ("gpt-4-0613", 1_686_588_896),
    ("gpt-4-turbo", 1_712_361_441),
    ("gpt-4-turbo-preview", 1_706_037_777),
    ("gpt-4.1", 1_744_316_542),
    ("gpt-4.1-mini", 1_744_318_173),
    ("gpt-4.1-nano", 1_744_321_025),
    ("gpt-4o", 1_715_367_049),
    ("gpt-4o-mini", 1_721_172_741),
    ("o1", 1_734_375_816),
    ("o3-mini", 1_737_146_383),
  ]

  static func contains(_ id: String) -> Bool { models.contains { $0.id == id } }

  /// All of them on one page: this list has no cursors.
  static var list: JSONValue {
    ["object": "list", "data": .array(models.map { json(id: $0.id, created: $0.created) })]
  }

  static func model(_ id: String) throws(APIError) -> JSONValue {
    guard let model = models.first(where: { $0.id == id }) else { throw .noModel(id) }
    return json(id: model.id, created: model.created)
  }

  private static func json(id: String, created: Int) -> JSONValue {
    ["id": .string(id), "object": "model", "created": .integer(created), "owned_by": "system"]
  }
}
