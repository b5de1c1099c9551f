extension ResourceSchema {
  /// A vector store: the place where files become searchable.
  package static let vectorStore = ResourceSchema(
    kind: ResourceKind("vector_store"), collection: "vector_stores", markerAttribute: "metadata",
    summary: "A store of files that assistants search.",
    attributes: [
      AttributeSchema(
        "n",
        FieldSchema(
          "name", .string(StringLimits()), defaults: [.null],
          example: "Product manuals and policies",
          "The name that dashboards show.")),
      AttributeSchema(
        "d",
        FieldSchema(
          "description", .string(StringLimits()), defaults: [.null],
          example: "What the shop tells its customers", "What the store holds."),
        mutability: .createOnly),
      AttributeSchema(
        "x",
        FieldSchema(
          "expires_after",
          .object(
            ObjectShape([
              FieldSchema(
                "anchor", .enumeration(["last_active_at"]), defaults: ["last_active_at"],
                "What the days are counted from."),
              FieldSchema(
                "days", .integer(1...365), required: true, example: "30",
                "Days without use until it expires."),
            ])),
          defaults: [.null], "When an unused store expires; it then has to be filled anew.")),
      AttributeSchema(
        "f",
        FieldSchema(
          "files",
          .files(FileListShape(maximum: 10_000, types: .fileSearch, chunking: .chunking)),
          defaults: [[]],
          example: """
            - knowledge/*.md
            - path: knowledge/returns.pdf
              attributes: { topic: returns, year: 2026 }
            """,
          "What the store holds: paths, globs, or paths with attributes.")),
      .metadata,
    ])
}

extension ObjectShape {
  static let chunking = ObjectShape([
    FieldSchema(
      "max_chunk_size_tokens", .integer(100...4096), defaults: [800], example: "800",
      "Tokens in a chunk."),
    FieldSchema(
      "chunk_overlap_tokens", .integer(0...2048), defaults: [400], example: "200",
      "Tokens that neighbouring chunks share: half of a chunk at the most."),
  ])
}
