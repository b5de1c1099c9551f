import Diagnostics
import ResourceModel
import YAMLSyntax

/// The path of a prompt where the prompt itself should stand: the model would read the path.
enum PathAsText {
  static let rule = Rule(
    "ASST101", "path-as-text", "A path stands where a text is meant", severity: .warning,
    adjustable: true)

  private static let extensions = [
    ".md", ".markdown", ".mdx", ".txt", ".text", ".prompt", ".j2", ".jinja", ".tmpl", ".mustache",
  ]

  static func check(
    _ text: String, _ node: YAMLNode, in place: Place, _ library: FileLibrary,
    to findings: Findings
  ) {
    guard node.scalar != nil, text.utf8.count < 256, looksLikePath(text) else { return }
    var exists = false
    do throws(ProjectPath.Problem) {
      let path = try ProjectPath.resolve(text, from: place.path.folder)
      exists = library.exists(path)
    } catch {
      // An absolute path is none that `file:` could name.
      return
    }
    findings.report(.pathAsText(text, exists: exists, at: node.span, fix: fix(text, node)))
  }

  private static func looksLikePath(_ text: String) -> Bool {
    extensions.contains(where: text.lowercased().hasSuffix)
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && !text.contains("://")
      && text.split(separator: "/").last?.first != "."
  }

  /// Only where the text stands as it is, so that nothing else is overwritten.
  private static func fix(_ text: String, _ node: YAMLNode) -> Fix? {
    let written = node.span.file.string(in: node.span.start..<node.span.end)
    guard [text, "\"\(text)\"", "'\(text)'"].contains(written) else { return nil }
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "./_-".utf8.contains(byte)
      }
    }
    let path = isPlain && !text.hasPrefix("-") ? text : "'" + text.replacing("'", with: "''") + "'"
    return Fix(
      "Write `{ file: \(path) }`", [SourceEdit(replace: node.span, with: "{ file: \(path) }")])
  }
}

extension FileLibrary {
  /// Whether a file could be read there.
  fileprivate func exists(_ path: ProjectPath) -> Bool {
    guard isInsideRoot(path) else { return false }
    do throws(SourceProblem) {
      return try files(directlyIn: path.folder).contains(path)
    } catch {
      return false
    }
  }
}

extension Diagnostic {
  fileprivate static func pathAsText(
    _ text: String, exists: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    PathAsText.rule.finding(
      exists
        ? "The file `\(text)` exists, and the model would be told its path instead of what stands "
          + "in it."
        : "This is the text of the prompt itself: the model would be told a path.",
      help: exists
        ? "Write `{ file: \(text) }`."
        : "Write `{ file: \(text) }`, with a path relative to this file.",
      at: span, fix: fix)
  }
}
