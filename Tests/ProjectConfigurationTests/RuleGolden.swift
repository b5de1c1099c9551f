import Diagnostics
import FoundationEssentials
import ProjectConfiguration

/// One folder of `RuleGoldens`: a project with a mistake, and all that a person is told about it.
///
/// Beside the project's files, with a plain manifest where there is none, in which rules that only
/// advise are off:
/// - `expected.txt` is the output.
/// - `problems.txt` names what the file system does not give: `prompts/a.md: permission denied`, or
///   `missing`, `a folder`, `outside the root`, `too large`.
/// - `arguments.txt` holds an argument a line: `--target local`, `--var name=value`, and `connect`
///   when a target without an environment is the mistake.
struct RuleGolden: CustomStringConvertible {
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().path + "/RuleGoldens"

  /// Every folder, by name.
  static let all: [RuleGolden] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { RuleGolden(name: $0) }
  }()

  let name: String

  /// `ASST041`
  var code: String { String(name.prefix { $0 != "-" }) }
  var description: String { name }
  var expectedPath: String { "\(path)/\(Self.expected)" }

  private static let expected = "expected.txt"
  private static let problems = "problems.txt"
  private static let arguments = "arguments.txt"
  private var path: String { "\(Self.folder)/\(name)" }

  /// What is found, after `fix` was applied.
  func findings(after fix: Fix? = nil) throws -> [Diagnostic] {
    var sources = InMemorySources()
    var lines: [String: [String]] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
      switch file {
      case Self.expected: break
      case Self.problems, Self.arguments:
        lines[file] = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
      default: sources.contents[file] = Array(data)
      }
    }
    for line in lines[Self.problems] ?? [] {
      let (path, words) = Self.halves(line, at: ": ")
      sources.problems[path] = Self.problem(words)
    }
    if sources.contents["asst.yaml"] == nil {
      sources.contents["asst.yaml"] = Array((MarkedProject.manifest + quiet).utf8)
    }
    for edit in (fix?.edits ?? []).sorted(by: { $0.span.start > $1.span.start }) {
      sources.contents[edit.span.file.path]?.replaceSubrange(
        edit.span.start..<edit.span.end, with: edit.replacement.utf8)
    }
    return load(sources, arguments: lines[Self.arguments] ?? [])
  }

  /// Advice that other rules would give in every folder that declares a tool.
  private var quiet: String {
    let others = MarkedProject.advice.map { "ASST\($0)" }.filter { $0 != code }.sorted()
    return "rules: { \(others.map { "\($0): off" }.joined(separator: ", ")) }\n"
  }

  private func load(_ sources: InMemorySources, arguments: [String]) -> [Diagnostic] {
    var request = ConfigurationRequest(providers: ["assistants-v2"])
    for (option, value) in arguments.map({ Self.halves($0, at: " ") }) {
      switch option {
      case "--target": request.targetName = value
      case "--var":
        let (name, value) = Self.halves(value, at: "=")
        request.variables.append((name: name, value: value))
      default: break
      }
    }
    let loaded = ConfigurationLoader.load(from: sources, request)
    guard arguments.contains("connect"), let target = loaded.configuration?.target else {
      return loaded.diagnostics
    }
    let templates = [target.baseURL] + [target.apiKey].compactMap { $0 }
    return loaded.diagnostics
      + templates.flatMap { template -> [Diagnostic] in
        if case .failure(let problem) = template.resolve([:]) { problem.diagnostics } else { [] }
      }
  }

  private static func problem(_ words: String) -> SourceProblem {
    switch words {
    case "missing": .missing
    case "a folder": .isFolder
    case "outside the root": .outsideRoot
    case "too large": .tooLarge(limit: 512 << 20)
    default: .unreadable(reason: words)
    }
  }

  private static func halves(_ text: String, at separator: String) -> (String, String) {
    guard let range = text.firstRange(of: separator) else { return (text, "") }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }
}
