import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// `asst validate --format …`: whole on standard output, alone there, with the same exit status.
@Suite(.inTurn) struct ReportTests {
  private static let broken = [
    "a.yaml": """
    assistants:
      support:
        model: gpt-4o
        temprature: 0.2
        tools: [{ type: file_search, vector_stores: [manual] }]
    """
  ]
  private static let warned = ["a.yaml": "assistants:\n  support: { model: gpt-4o }\n"]
  private static let warning = "include: [nothing-here/*.yaml]"
  private static let nowhere = "http://127.0.0.1:1/v1"

  private func codes(_ output: String) throws -> [String] {
    let document = try JSONParser.parse(output)
    let findings =
      document["findings"]?.array ?? document["runs"]?.array?.first?["results"]?.array ?? []
    return findings.compactMap { ($0["code"] ?? $0["ruleId"])?.string }
  }

  @Test(arguments: ["json", "sarif"], [[], ["--quiet"]])
  func documentsStandAloneOnStandardOutput(format: String, flags: [String]) async throws {
    let workspace = try Workspace(Self.broken, baseURL: Self.nowhere)
    let result = try await Executable.asst.run(
      ["validate", "--format", format] + flags, in: workspace.folder,
      environment: workspace.environment)
    #expect(result.status == 1)
    #expect(result.errors.isEmpty)
    #expect(try codes(result.output) == ["ASST041", "ASST040"])
  }

  @Test(arguments: ["json", "sarif", "github"])
  func whatIsValidIsReportedToo(format: String) async throws {
    let workspace = try Workspace(Self.warned, baseURL: Self.nowhere)
    let result = try await workspace.asst("validate", "--format", format)
    #expect(result.status == 0)
    if format == "github" {
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("assistants is valid: 1 assistant"))
    } else {
      #expect(result.errors.isEmpty)
      #expect(try codes(result.output).isEmpty)
    }
  }

  /// No folder, no manifest, a manifest that is no YAML: a program still gets its document.
  @Test(arguments: ["json", "sarif", "github"], [nil, "project: [", "\u{0}"])
  func whatCannotBeReadIsReportedToo(format: String, manifest: String?) async throws {
    let workspace = try Workspace(baseURL: Self.nowhere)
    if let manifest { try workspace.write("asst.yaml", manifest) }
    let result = try await workspace.asst("validate", "--format", format)
    #expect(result.status == 1)
    if format == "github" {
      #expect(result.output.hasPrefix("::error "))
    } else {
      #expect(result.errors.isEmpty)
      #expect(try codes(result.output).count == 1)
    }
  }

  @Test(arguments: ["terminal", "json", "github", "sarif"])
  func strictMakesErrorsOfWarningsInEveryFormat(format: String) async throws {
    let workspace = try Workspace(Self.warned, manifest: Self.warning, baseURL: Self.nowhere)
    let lenient = try await workspace.asst("validate", "--format", format)
    #expect(lenient.status == 0)
    let strict = try await workspace.asst("validate", "--strict", "--format", format)
    #expect(strict.status == 1)
    let words = [
      "terminal": ("warning[ASST073]", "error[ASST073]"),
      "json": (#""severity": "warning""#, #""severity": "error""#),
      "github": ("::warning file=", "::error file="),
      "sarif": (#""level": "warning","#, #""level": "error","#),
    ]
    let (before, after) = try #require(words[format])
    #expect((lenient.output + lenient.errors).contains(before))
    #expect((strict.output + strict.errors).contains(after))
    if format == "json" {
      #expect(try JSONParser.parse(strict.output)["valid"]?.bool == false)
    }
  }

  @Test func aPersonReadsTheOutcomeLast() async throws {
    let workspace = try Workspace(Self.broken, baseURL: Self.nowhere)
    let result = try await workspace.asst("validate")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasSuffix("\n\nassistants is not valid: 2 errors.\n"))
  }

  /// A workflow whose step runs in a folder of the checkout.
  @Test func filesAreThoseOfTheCheckout() async throws {
    let workspace = try Workspace(Self.broken, baseURL: Self.nowhere)
    var environment = workspace.environment
    environment["GITHUB_WORKSPACE"] = workspace.folder.deletingLastPathComponent().path
    let folder = workspace.folder.lastPathComponent
    let github = try await Executable.asst.run(
      ["validate", "--format", "github", "--config", "./assistants/"], in: workspace.folder,
      environment: environment)
    #expect(github.output.hasPrefix("::error file=\(folder)/assistants/a.yaml,line=4,"))
    let sarif = try await Executable.asst.run(
      ["validate", "--format", "sarif"], in: workspace.folder, environment: environment)
    #expect(sarif.output.contains(#""uri": "\#(folder)/assistants/a.yaml""#))
    let json = try await Executable.asst.run(
      ["validate", "--format", "json"], in: workspace.folder, environment: environment)
    #expect(json.output.contains(#""file": "assistants/a.yaml""#))
  }

  /// Keys of a pull request must not run commands in the pipeline that checks it.
  @Test func hostileKeysMakeNoWorkflowCommand() async throws {
    let key = #""x\n::set-output name=a::b\r\n##[error]c""#
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  support: { model: m, \(key): 1 }\n"], baseURL: Self.nowhere)
    let result = try await workspace.asst("validate", "--format", "github")
    #expect(result.status == 1)
    let lines = result.output.split(whereSeparator: \.isNewline)
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("::error file=assistants/a.yaml,line=2,") == true)
    #expect(!result.errors.contains("::"))
  }

  @Test func anUnknownFormatIsWrongUsage() async throws {
    let workspace = try Workspace(Self.warned, baseURL: Self.nowhere)
    let result = try await workspace.asst("validate", "--format", "xml")
    #expect(result.status == 64)
    #expect(result.errors.contains("sarif"))
  }
}
