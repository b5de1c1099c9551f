import OrderedCollections
import ResourceModel

/// A text by its code points. Swift's own equality holds two spellings of an accent for one text;
/// JSON does not.
struct ExactText: Hashable {
  let text: String

  static func == (left: ExactText, right: ExactText) -> Bool { isSame(left.text, right.text) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  static func isSame(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.elementsEqual(right.utf8)
  }

  /// The position of the member whose key has the same code points.
  static func index(of key: String, in object: JSONObject) -> Int? {
    guard let index = object.index(forKey: key), isSame(object.keys[index], key) else { return nil }
    return index
  }

  /// The positions of texts that stand in the list before.
  static func repetitions(in texts: [String?]) -> [Int] {
    if texts.count <= 16 {
      return texts.indices.filter { index in
        guard let text = texts[index] else { return false }
        return texts[..<index].contains { other in other.map { isSame($0, text) } ?? false }
      }
    }
    var seen: Set<ExactText> = []
    return texts.indices.filter { index in
      guard let text = texts[index] else { return false }
      return !seen.insert(ExactText(text: text)).inserted
    }
  }
}
