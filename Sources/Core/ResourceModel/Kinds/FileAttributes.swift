extension MapLimits {
  /// Attributes of a file in a store: 16 pairs of the API, one of which is the program's own.
  package static let fileAttributes = MapLimits(
    value: .either([.string(StringLimits(maximum: 512)), .anyNumber, .boolean]),
    maximumEntries: 15, maximumKeyLength: 64,
    reservedKeys: ["asst_sha256": "asst keeps the digest of the file there"])
}
