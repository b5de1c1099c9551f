/// Sizes of files as people read them: `312 B`, `2.1 MB`; a MB is a million bytes, as dashboards count.
package enum ByteCount {
  private static let units = ["kB", "MB", "GB", "TB"]

  package static func text(_ bytes: Int) -> String {
    guard bytes >= 1_000 else { return "\(bytes) B" }
    var tenths = bytes / 100
    var unit = 0
    while tenths >= 10_000, unit < units.count - 1 {
      tenths /= 1_000
      unit += 1
    }
    let number = tenths >= 1_000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return "\(number) \(units[unit])"
  }
}
