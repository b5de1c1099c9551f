/// Where libyaml 0.2.5, which splits texts into events for us, departs from YAML 1.2. It implements
/// YAML 1.1, and what came later only in part.
struct Deviation {
  let reason: String
  let ids: [String]

  private init(_ reason: String, _ ids: String) {
    self.reason = reason
    self.ids = ids.split(separator: " ").map(String.init)
  }

  static func reason(of id: String) -> String? {
    all.first { $0.ids.contains(id) }?.reason
  }

  static let all = [
    // Refused, though it is YAML 1.2.
    Deviation(
      "tabs as white space after an indicator, in flow collections and on blank lines",
      "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/001 Y79Y/010"),
    Deviation(
      "a colon next to the value, or on the line below the key, in flow collections",
      "4MUZ/00 4MUZ/01 4MUZ/02 58MP 5MUD 5T43 9SA2 DBG4 HM87/00 K3WX NJ66 UT92 VJP3/01"),
    Deviation("empty keys and values in flow collections", "4ABK CFD4 FRK4"),
    Deviation("anchors of other characters than letters, digits, `-` and `_`", "2SXE 8XYN W5VH"),
    Deviation("block scalars without indentation at the top", "DK3J FP8R"),
    Deviation("`...` without a document before it", "HWV9 QT73"),
    Deviation("a directive after the end of a document", "W4TN"),
    // Accepted, though it is no YAML.
    Deviation("a comment without white space before it", "9JBA CVW2 MUS6/00 SU5Z X4QW"),
    Deviation("a single `-` as a text in flow collections", "G5U8 YJV2"),
    Deviation("lines that are indented too little within quotes and brackets", "9C9N QB6E"),
    Deviation("tabs as the indentation within quotes and brackets", "DK95/01 Y79Y/003"),
    Deviation("a blank line that is indented more than the block scalar below it", "S98Z"),
    // Read, but differently.
    Deviation("`?` at the start of a text in flow collections", "652Z HM87/01"),
    Deviation("a colon in the name of an anchor", "Y2GN"),
    Deviation("spaces without a line break at the end of a block scalar", "JEF9/02 L24T/01"),
  ]
}
