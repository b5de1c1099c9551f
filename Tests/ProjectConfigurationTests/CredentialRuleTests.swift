import Diagnostics
import ProjectConfiguration
import Testing

/// Keys in the manifest (ASST099), and connections that would show them (ASST100).
struct CredentialRuleTests {
  private func target(_ lines: String..., others: String = "") -> MarkedProject {
    MarkedProject(
      manifest: "project: shop\n\(others)targets:\n  t:\n    provider: other\n"
        + lines.map { "    \($0)\n" }.joined())
  }

  private static let remote = "base_url: https://api.example.org/v1"

  @Test(arguments: [
    "api_key: ⟦099 hunter2⟧", "api_key: ⟦099 \"3\"⟧", "headers: { Authorization: ⟦099 Bearer x⟧ }",
    "headers: { API-Key: ⟦099 x⟧, X-Team: support }", "query: { key: ⟦099 x⟧, api-version: v1 }",
    "api_key: ⟦099 \"${var.k}\"⟧",
  ])
  func literals(line: String) {
    let variables = "variables: { k: s3cret }\n"
    let loaded = target(Self.remote, line, others: variables).check()
    #expect(loaded.diagnostics.allSatisfy { $0.help?.contains("${env.NAME}") == true })
    target("base_url: ${env.URL}", line, others: variables).check()
    target("base_url: http://127.0.0.1:1/v1", line.unmarked, others: variables).check()
    target("base_url: ${env.URL:-http://[::1]:1/v1}", line.unmarked, others: variables).check()
  }

  @Test(arguments: [
    "api_key: ${env.KEY}", "api_key: ${env.KEY:-staging}", "api_key: \"\"",
    "headers: { Authorization: \"Bearer ${env.KEY}\" }", "headers: { X-Team: support }",
  ])
  func whatIsFine(line: String) { target(Self.remote, line).check() }

  @Test func ownKeyHeaderIsACredential() {
    target(Self.remote, "auth: { header: X-Own }", "headers: { x-own: ⟦099 x⟧ }").check()
  }

  @Test func theKeyIsToldOnceAndShownNowhere() {
    let key = "sk-proj-" + SecretTests.random(48)
    let loaded = target(Self.remote, "api_key: ⟦099 \(key)⟧").check()
    SecretTests.expectHidden([key], in: loaded.diagnostics)
    #expect(loaded.diagnostics.map(\.code) == ["ASST099"])
    MarkedProject(
      manifest: MarkedProject.manifest.replacing(
        "/v1\"", with: "/v1\", api_key: ⟦098 \(key)⟧, ⟦041 baseurl⟧: x")
    ).check()
  }

  @Test(arguments: ["http://api.example.org/v1", "http://10.0.0.1/v1", "HTTP://localhost.example/"])
  func plainHTTP(url: String) {
    let loaded = target("base_url: ⟦100 \(url)⟧").check()
    #expect(loaded.configuration == nil)
  }

  @Test(arguments: [
    "http://localhost:1/v1", "http://a.localhost/v1", "http://127.9.9.9/v1", "\"http://[::1]:1/\"",
    "http://127.1/v1", "http://0x7f.1/", "http://2130706433/", "http://${env.HOST}/v1",
    "${env.URL:-http://api.example.org/v1}", "https://api.example.org",
  ])
  func whatIsNotPlain(url: String) { target("base_url: \(url)").check() }

  @Test func passwordsOfURLsAreHidden() {
    for url in ["http://me:s3cretpassword@example.org/v1", "https://example.org/?k=s3cretpassword"]
    {
      let loaded = target("base_url: ⟦037 \(url)⟧").check()
      SecretTests.expectHidden(["s3cretpassword"], in: loaded.diagnostics)
    }
  }
}

extension String {
  fileprivate var unmarked: String {
    replacing("⟦099 ", with: "").replacing("⟧", with: "")
  }
}
