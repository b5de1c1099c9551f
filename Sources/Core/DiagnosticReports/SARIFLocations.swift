import Diagnostics
import OrderedCollections
import ResourceModel

/// Places as SARIF names them: URIs relative to the root of the checkout, which stands once above.
struct SARIFLocations {
  /// The name that GitHub and other readers know for the root of the sources.
  private static let base = "%SRCROOT%"

  let paths: ReportPaths

  var bases: JSONValue {
    .object([Self.base: ["uri": .string("file://\(Self.encoded(paths.root))/")]])
  }

  /// A span, or the start of the manifest for what has no place.
  func physical(_ span: SourceSpan?) -> JSONValue {
    guard let span else {
      return ["artifactLocation": artifact(paths.fallback), "region": ["startLine": 1]]
    }
    return [
      "artifactLocation": artifact(span.file.path),
      "region": region(TextRegion(visible: span, in: .codePoints)),
    ]
  }

  func artifact(_ path: String) -> JSONValue {
    switch paths.place(of: path) {
    case .inside(let path):
      ["uri": .string(Self.encoded(path)), "uriBaseId": .string(Self.base)]
    case .outside(let path): ["uri": .string("file://\(Self.encoded(path))")]
    }
  }

  func region(_ region: TextRegion) -> JSONValue {
    [
      "startLine": .integer(region.line), "startColumn": .integer(region.column),
      "endLine": .integer(region.endLine), "endColumn": .integer(region.endColumn),
    ]
  }

  /// RFC 3986: everything but unreserved characters and slashes as `%` and two digits.
  private static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
