import Testing
import Transport

@Suite(.timeLimit(.minutes(10)), .enabled(if: OpenSSLServer.isAvailable)) struct TLSTests {
  @Test func aSelfSignedCertificateIsRefused() async throws {
    let server = try OpenSSLServer(certificateFor: "IP:127.0.0.1")
    defer { server.stop() }
    try await withClient { client in
      let error = await client.failure(getting: "https://127.0.0.1:\(server.port)/")
      guard case .tls(let host, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(host == "127.0.0.1:\(server.port)")
      #expect(reason.contains("certificate"))
      #expect(error?.requestMayHaveBeenSent == false)
    }
  }

  @Test(arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
  func aTrustedCertificateIsAccepted(variable: String) async throws {
    let server = try OpenSSLServer(certificateFor: "IP:127.0.0.1")
    defer { server.stop() }
    try await withClient(environment: [variable: server.certificate]) { client in
      let answer = try await client.get("https://127.0.0.1:\(server.port)/")
      #expect(answer.status == 200)
    }
  }

  @Test func aCertificateForAnotherHostIsRefused() async throws {
    let server = try OpenSSLServer(certificateFor: "DNS:elsewhere.example")
    defer { server.stop() }
    try await withClient(environment: ["SSL_CERT_FILE": server.certificate]) { client in
      let error = await client.failure(getting: "https://127.0.0.1:\(server.port)/")
      guard case .tls = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func oldTLSIsRefused() async throws {
    let server = try OpenSSLServer(
      certificateFor: "IP:127.0.0.1", options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
    defer { server.stop() }
    try await withClient(environment: ["SSL_CERT_FILE": server.certificate]) { client in
      let error = await client.failure(getting: "https://127.0.0.1:\(server.port)/")
      guard case .tls = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aMissingCertificateFileIsATLSError() async throws {
    try await withClient(environment: ["SSL_CERT_FILE": "/nowhere/ca.pem"]) { client in
      // The file is looked at before anything is sent, but after the connection: any port that
      // accepts will do.
      let server = try OpenSSLServer(certificateFor: "IP:127.0.0.1")
      defer { server.stop() }
      let error = await client.failure(getting: "https://127.0.0.1:\(server.port)/")
      guard case .tls = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
