extension String {
  /// Whether a byte occurs in the UTF-8. Prompts are long and most are searched for something that
  /// they do not hold, so every byte is looked at: without an early end the compiler compares many at
  /// a time.
  package func contains(byte: UInt8) -> Bool {
    let hit = utf8.withContiguousStorageIfAvailable { bytes in
      var hit: UInt8 = 0
      for candidate in bytes { hit |= candidate == byte ? 1 : 0 }
      return hit != 0
    }
    return hit ?? utf8.contains(byte)
  }
}
