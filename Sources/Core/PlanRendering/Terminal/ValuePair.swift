import Diagnostics
import ResourceModel

/// Values that stand beside each other, each in a form in which it cannot be taken for the other.
extension InlineValue {
  /// The values before and after a change. `text` is how each is shown alone.
  static func pair(
    _ old: JSONValue, _ new: JSONValue, text: (JSONValue) -> String = InlineValue.text
  ) -> (old: String, new: String) {
    let shown = (old: text(old), new: text(new))
    let sources = (old: JSONWriter.string(old), new: JSONWriter.string(new))
    // They are shown already.
    guard LookAlikes.appearance(of: shown.old) == LookAlikes.appearance(of: shown.new),
      !sources.old.utf8.elementsEqual(sources.new.utf8)
    else { return shown }
    let difference = LineDifference([LineDifference.changed(sources.old, sources.new)])
      .spelled(shown: visible)
    let line = { (pieces: [LineDifference.Piece]) in visible(pieces.map(\.text).joined()) }
    return (line(difference.old), line(difference.new))
  }

  /// The values of two lists, as JSON; where two that differ look the same, both as code points.
  static func quoted(
    _ old: [JSONValue], _ new: [JSONValue]
  ) -> (old: [String], new: [String]) {
    var sources: [String: [UInt8]] = [:]
    var isAmbiguous = false
    for value in old + new {
      let source = JSONWriter.string(value)
      let bytes = Array(source.utf8)
      let known = sources.updateValue(bytes, forKey: LookAlikes.appearance(of: visible(source)))
      isAmbiguous = isAmbiguous || known.map { $0 != bytes } ?? false
    }
    let text = { (value: JSONValue) in
      isAmbiguous ? LookAlikes.spelled(JSONWriter.string(value)) : quoted(value)
    }
    return (old.map(text), new.map(text))
  }
}
