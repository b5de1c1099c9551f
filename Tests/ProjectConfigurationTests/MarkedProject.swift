import Diagnostics
import ProjectConfiguration
import Testing

/// Files that say themselves what is wrong with them: in `⟦041 temprature⟧: 0.2` the finding
/// `ASST041` is expected exactly at `temprature`, once. Marks may be nested and may be empty.
struct MarkedProject {
  struct Finding: Hashable, CustomStringConvertible {
    var code: String
    var path: String
    var start: Int
    var end: Int
    var description: String { "\(code) at \(path) \(start)..<\(end)" }
  }

  var sources = InMemorySources()
  private(set) var expected: [Finding] = []

  /// Advice that hardly any input of a test follows: these are compared only where one is marked, and
  /// are never errors.
  static let advice: Set = ["095", "102"]

  /// A manifest without a finding, for tests of other files.
  static let manifest = """
    project: shop
    targets: { local: { provider: assistants-v2, base_url: "http://127.0.0.1:8787/v1" } }

    """

  init(_ files: [String: String], problems: [String: SourceProblem] = [:]) {
    sources.problems = problems
    var files = files
    if files["asst.yaml"] == nil { files["asst.yaml"] = Self.manifest }
    for (path, marked) in files {
      let (text, findings) = Self.unmark(marked, path: path)
      sources.contents[path] = text
      expected += findings
    }
  }

  /// A project of one file of resources.
  init(resources: String) { self.init(["main.yaml": resources]) }

  /// A project that is only a manifest, with one assistant.
  init(manifest: String, others: [String: String] = [:]) {
    self.init(
      ["asst.yaml": manifest, "main.yaml": "assistants: { support: { model: m } }\n"]
        .merging(others) { _, new in new })
  }

  func load(
    target: String? = nil, variables: [(name: String, value: String)] = []
  ) -> LoadedConfiguration {
    ConfigurationLoader.load(
      from: sources,
      ConfigurationRequest(
        targetName: target, variables: variables, providers: ["assistants-v2", "other"]))
  }

  /// Loads and compares what was found with the marks; `unplaced` are codes of findings without a
  /// place.
  @discardableResult
  func check(
    target: String? = nil, variables: [(name: String, value: String)] = [],
    unplaced: [String] = [], sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> LoadedConfiguration {
    let loaded = load(target: target, variables: variables)
    let ignored = Self.advice.subtracting(expected.map(\.code))
    let text = DiagnosticRenderer.render(loaded.diagnostics).plain
    var found: [Finding] = []
    for diagnostic in loaded.diagnostics {
      let code = String(diagnostic.code.dropFirst(4))
      guard let span = diagnostic.span else { continue }
      if ignored.contains(code), diagnostic.severity != .error { continue }
      found.append(
        Finding(code: code, path: span.file.path, start: span.start, end: span.end))
    }
    #expect(
      Self.excess(of: expected, over: found).isEmpty, "not found, in:\n\(text)",
      sourceLocation: sourceLocation)
    #expect(
      Self.excess(of: found, over: expected).isEmpty, "not expected, in:\n\(text)",
      sourceLocation: sourceLocation)
    #expect(
      loaded.diagnostics.filter { $0.span == nil }.map { String($0.code.dropFirst(4)) } == unplaced,
      "\(text)", sourceLocation: sourceLocation)
    #expect(
      (loaded.configuration == nil) == loaded.diagnostics.hasErrors, "\(text)",
      sourceLocation: sourceLocation)
    for diagnostic in loaded.diagnostics {
      #expect(diagnostic.unevenWords == [], sourceLocation: sourceLocation)
    }
    return loaded
  }

  /// What stands in one list more often than in the other: two findings of one rule at one place are
  /// two marks.
  private static func excess(of findings: [Finding], over others: [Finding]) -> [Finding] {
    var left = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return findings.filter { finding in
      left[finding, default: 0] -= 1
      return left[finding, default: 0] < 0
    }
  }

  private static func unmark(_ marked: String, path: String) -> ([UInt8], [Finding]) {
    var bytes: [UInt8] = []
    var open: [(code: String, start: Int)] = []
    var findings: [Finding] = []
    var rest = Substring(marked)
    while let character = rest.popFirst() {
      if character == "⟦" {
        open.append((String(rest.prefix(3)), bytes.count))
        rest = rest.dropFirst(3)
        if rest.first == " " { rest.removeFirst() }
      } else if character == "⟧", let mark = open.popLast() {
        findings.append(
          Finding(code: mark.code, path: path, start: mark.start, end: bytes.count))
      } else {
        bytes += String(character).utf8
      }
    }
    precondition(open.isEmpty, "a mark in \(path) is not closed")
    return (bytes, findings)
  }
}

extension LoadedConfiguration {
  /// What was found, without the advice that tests of other rules are not about.
  var withoutAdvice: [Diagnostic] {
    diagnostics.filter { !MarkedProject.advice.contains(String($0.code.dropFirst(4))) }
  }
}
