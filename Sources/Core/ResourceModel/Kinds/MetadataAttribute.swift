extension AttributeSchema {
  /// Sixteen pairs, keys of 64 and values of 512 characters; two of the pairs are the tool's own.
  static let metadata = AttributeSchema(
    "m",
    FieldSchema(
      "metadata",
      .map(
        MapLimits(
          value: .string(StringLimits(maximum: 512)), maximumEntries: 14, maximumKeyLength: 64,
          reservedKeys: [
            Marker.metadataKey: "asst keeps its marker there",
            Marker.filesMetadataKey: "asst keeps the digests of attached files there",
          ])),
      defaults: [.null], example: "{ team: support }",
      "Up to 14 pairs of strings of your own; keys that are not declared are left alone."))
}
