import Foundation
import JSONSchema
import OrderedCollections
import ResourceModel
import Testing

/// What `asst validate --format json` prints is what its schema says; programs rely on it.
@Suite(.inTurn) struct ReportSchemaTests {
  private static func schema() throws -> JSONValue {
    let file = Workspace.repository.appending(path: "examples/ci/validate.schema.json")
    return try JSONParser.parse(Array(Data(contentsOf: file)))
  }

  /// Findings with fixes, with related places, about no file, of YAML itself, and none at all.
  private static let projects: [(files: [String: String], manifest: String)] = [
    (["a.yaml": "assistants: { support: { model: gpt-4o } }\n"], ""),
    (["a.yaml": "assistants: { support: { model: gpt-4o } }\n"], "include: [nowhere/*.yaml]"),
    ([:], "rules: { ASST031: hint }"),
    (["asst.yaml": "project: [\n", "b ü.yaml": "\t\n"], ""),
    (
      [
        "a.yaml": """
        assistants:
          support:
            name: "Zoë 👩‍👩‍👧", temprature: 0.2
          sales:
            model: gpt-4o
            temprature: 0.2
            tools:
              - function:
                  name: find orders
                  strict: true
                  parameters: { properties: { a: { type: dict, required: true } } }
              - function: { name: twice }
              - function: { name: twice }
        """
      ], ""
    ),
    (
      [
        "a.yaml": """
        assistants:
          support:
            model: gpt-4o
            instructions: { file: none.md }
            tools:
              - function: { name: a, parameters: { type: dict, required: true } }
              - function: { name: b }
              - function: { name: b }
        """
      ], ""
    ),
  ]

  private static func reports() async throws -> [JSONValue] {
    var reports: [JSONValue] = []
    for (files, manifest) in projects {
      let workspace = try Workspace(
        files, manifest: manifest, baseURL: "http://127.0.0.1:1/v1")
      for (name, text) in files { try workspace.write(name, text) }
      reports.append(
        try JSONParser.parse(try await workspace.asst("validate", "--format", "json").output))
    }
    let empty = try Workspace(baseURL: "http://127.0.0.1:1/v1")
    reports.append(
      try JSONParser.parse(try await empty.asst("validate", "--format", "json").output))
    return reports
  }

  @Test func theSchemaIsOne() throws {
    #expect(MetaSchema.violations(in: try Self.schema()).isEmpty)
  }

  @Test func whatIsPrintedFollowsTheSchema() async throws {
    let schema = try Self.schema()
    let validator = SchemaValidator(schema)
    let reports = try await Self.reports()
    for report in reports {
      #expect(validator.verdict(on: report) == .accepted, "\(JSONWriter.string(report))")
      #expect(SchemaCoverage.undescribed(report, by: schema) == [])
    }
    let findings = reports.flatMap { $0["findings"]?.array ?? [] }
    for member in ["rule", "help", "file", "related", "fix"] {
      #expect(findings.contains { $0[member] != nil }, "no finding has `\(member)`")
    }
    #expect(Set(findings.compactMap { $0["severity"]?.string }) == ["error", "warning", "hint"])
  }

  /// A schema that takes everything would prove nothing.
  @Test func whatReadersRelyOnCannotBeMissing() async throws {
    let validator = SchemaValidator(try Self.schema())
    let report = try #require(
      try await Self.reports().first { ($0["findings"]?.array?.count ?? 0) > 3 })
    let members = try #require(report.object)
    for name in members.keys {
      var others = members
      others[name] = nil
      #expect(validator.verdict(on: .object(others)) == .refused, "without \(name)")
    }
    let finding = try #require(
      report["findings"]?.array?.lazy.compactMap(\.object).first { $0["fix"] != nil })
    for name in finding.keys where !["rule", "help", "related", "fix"].contains(name) {
      var others = finding
      others[name] = nil
      var broken = members
      broken["findings"] = [.object(others)]
      #expect(validator.verdict(on: .object(broken)) == .refused, "without \(name) in a finding")
    }
    var next = members
    next["format_version"] = 2
    #expect(validator.verdict(on: .object(next)) == .refused)
  }
}
