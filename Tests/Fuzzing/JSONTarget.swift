import Diagnostics
import ResourceModel

/// What is read is the same after it is written in any layout, and a fault lies in the text.
func fuzzJSON(_ bytes: [UInt8]) {
  let value: JSONValue
  do throws(JSONSyntaxError) {
    value = try JSONParser.parse(bytes)
  } catch {
    require(0 <= error.offset && error.offset <= bytes.count, "a fault lies within the text")
    require(!error.reason.isEmpty, "a fault has a reason")
    return
  }
  for layout in [JSONWriter.Layout.compact, .indented, .canonical] {
    let written = JSONWriter.bytes(value, layout)
    do throws(JSONSyntaxError) {
      let again = try JSONParser.parse(written)
      require(again.isEquivalent(to: value), "a \(layout) text means what was read")
      require(JSONWriter.bytes(again, layout) == written, "a \(layout) text is written once")
    } catch {
      fatalError("a \(layout) text cannot be read: \(error.reason) at byte \(error.offset)")
    }
    if layout == .indented {
      require(
        String(decoding: written, as: UTF8.self).unicodeScalars.allSatisfy {
          !TerminalSafety.isHostile($0)
        }, "text for people has nothing that a terminal obeys")
    }
  }
}
