/// A path relative to the configuration folder, without `.` and with `..` only at the start.
struct ProjectPath: Hashable, CustomStringConvertible {
  enum Problem: Error, Equatable {
    case empty
    case absolute
    case backslash
    case controlCharacter
  }

  /// How many folders above the configuration folder the path starts.
  var rise: Int
  var components: [String]

  static let configurationFolder = ProjectPath(rise: 0, components: [])

  /// Reads a path as it is written in a file that stands in `folder`.
  static func resolve(
    _ text: String, from folder: ProjectPath
  ) throws(Problem) -> ProjectPath {
    if text.isEmpty { throw .empty }
    if text.utf8.first == UInt8(ascii: "/") { throw .absolute }
    if text.utf8.contains(UInt8(ascii: "\\")) { throw .backslash }
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw .controlCharacter }
    var path = folder
    for component in text.split(separator: "/") {
      switch component {
      case ".": continue
      case "..":
        if path.components.popLast() == nil { path.rise += 1 }
      default: path.components.append(String(component))
      }
    }
    return path
  }

  /// A path that the sources named themselves.
  init(source text: String) {
    let parts = text.split(separator: "/").map(String.init)
    let rise = parts.prefix { $0 == ".." }.count
    self.init(rise: rise, components: Array(parts.dropFirst(rise)))
  }

  init(rise: Int, components: [String]) {
    self.rise = rise
    self.components = components
  }

  var folder: ProjectPath { ProjectPath(rise: rise, components: components.dropLast()) }
  var name: String { components.last ?? "" }

  var description: String {
    (Array(repeating: "..", count: rise) + components).joined(separator: "/")
  }
}
