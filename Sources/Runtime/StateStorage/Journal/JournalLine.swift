import OrderedCollections
import ResourceModel

/// One line of a journal: `CHECKSUM JSON`, so that a line that was cut off or changed is noticed.
enum JournalLine {
  /// The line with its end.
  static func bytes(_ object: JSONObject) -> [UInt8] {
    let text = JSONWriter.bytes(.object(object))
    return Array(Digest(of: text).short.utf8) + [UInt8(ascii: " ")] + text + [UInt8(ascii: "\n")]
  }

  /// nil for a line that is not as it was written.
  static func object(_ line: ArraySlice<UInt8>) -> JSONObject? {
    let checksumLength = 8
    guard line.count > checksumLength + 1,
      line[line.startIndex + checksumLength] == UInt8(ascii: " ")
    else { return nil }
    let text = Array(line.dropFirst(checksumLength + 1))
    guard line.prefix(checksumLength).elementsEqual(Digest(of: text).short.utf8) else { return nil }
    return (try? JSONParser.parse(text))?.object
  }

  struct Damage: Error {
    /// From 1.
    let line: Int
  }

  /// All whole lines, and how many bytes they take. A last line that was not written to its end is as
  /// if it had not been begun: whatever it was to announce was not done yet.
  static func all(in bytes: [UInt8]) throws(Damage) -> (objects: [JSONObject], length: Int) {
    var objects: [JSONObject] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let object = object(bytes[start..<end]) else {
        if end + 1 == bytes.count { break }
        throw Damage(line: objects.count + 1)
      }
      objects.append(object)
      start = end + 1
    }
    return (objects, start)
  }
}
