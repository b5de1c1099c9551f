/// Where files stand for those who read a report elsewhere: relative to the root of the checkout,
/// while messages name files relative to where the person stands.
///
/// Pure arithmetic on paths: links are not followed, since a checkout knows files by their paths.
package struct ReportPaths: Sendable, Equatable {
  package enum Place: Sendable, Equatable {
    /// Relative to the root.
    case inside(String)
    /// Absolute.
    case outside(String)
  }

  /// Absolute, without a slash at the end; empty for the root of the file system.
  package let root: String
  /// The file that findings about no file are put to, as messages name it: the manifest.
  package let fallback: String
  private let workingDirectory: String

  /// `workingDirectory` is absolute. `checkout` is the root if `fallback` is inside it (CI systems
  /// name it in the environment), else the working directory is.
  package init(workingDirectory: String, checkout: String?, fallback: String) {
    self.workingDirectory = workingDirectory
    self.fallback = fallback
    let standing = Self.normal(workingDirectory)
    if let checkout, checkout.hasPrefix("/"),
      Self.relative(Self.absolute(fallback, in: workingDirectory), to: Self.normal(checkout)) != nil
    {
      root = Self.normal(checkout)
    } else {
      root = standing
    }
  }

  /// The place of a file that messages name `path`.
  package func place(of path: String) -> Place {
    let absolute = Self.absolute(path, in: workingDirectory)
    return Self.relative(absolute, to: root).map { .inside($0) } ?? .outside(absolute)
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    normal(path.hasPrefix("/") ? path : "\(folder)/\(path)")
  }

  private static func relative(_ path: String, to root: String) -> String? {
    let prefix = "\(root)/".utf8
    return path.utf8.starts(with: prefix) ? String(path.utf8.dropFirst(prefix.count)) : nil
  }

  /// Without `.`, `..`, double slashes and a slash at the end. Byte by byte, as the system reads it.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for bytes in path.utf8.split(separator: UInt8(ascii: "/")) {
      switch Substring(bytes) {
      case ".": break
      case "..": _ = parts.popLast()
      case let part: parts.append(part)
      }
    }
    return parts.map { "/\($0)" }.joined()
  }
}
