package import ResourceModel

/// What a provider offers to somebody who asks why nothing works: questions that change nothing.
///
/// As everywhere in the port, a call sends exactly one request and repeats nothing.
package protocol ProviderDiagnosis: Sendable {
  /// What a host of this dialect may serve, the most telling first.
  var services: [Service] { get }

  /// Asks for as little as the service allows.
  func probe(_ service: Service) async -> ProbeAnswer

  /// Asks for one object.
  func probe(_ kind: ResourceKind, id: String) async -> ProbeAnswer

  /// For a host that does not know the services: where else on it they usually stand. nil when the
  /// address has the usual form already; then nothing is sent.
  func probeUsualAddress() async -> AddressTrial?
}

/// A part of the API that a host may or may not serve.
package struct Service: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    case resources(ResourceKind)
    case files
    /// The values that an attribute of this name may have.
    case values(ofAttribute: String)
  }

  /// `vector_stores`; stable, for programs.
  package let name: String
  /// As a message names the request: `GET /vector_stores`.
  package let request: String
  package let content: Content

  package init(name: String, request: String, content: Content) {
    self.name = name
    self.request = request
    self.content = content
  }
}

/// What came back of one question.
package struct ProbeAnswer: Sendable {
  package enum Contents: Sendable, Equatable {
    case resources([ObservedResource])
    case values([String])
  }

  package var outcome: Result<Contents, ProviderError>
  /// Where a request without an answer got stuck.
  package var obstacle: ConnectionObstacle?
  /// nil without an answer.
  package var timing: ExchangeTiming?
  /// Seconds since 1970 by the host's clock, where it tells.
  package var hostTime: Int?

  package init(
    _ outcome: Result<Contents, ProviderError>, obstacle: ConnectionObstacle? = nil,
    timing: ExchangeTiming? = nil, hostTime: Int? = nil
  ) {
    self.outcome = outcome
    self.obstacle = obstacle
    self.timing = timing
    self.hostTime = hostTime
  }

  package var error: ProviderError? {
    if case .failure(let error) = outcome { error } else { nil }
  }
}

/// What keeps a request from being answered, in the order of the way to the host.
package enum ConnectionObstacle: Sendable, Equatable {
  /// The address or a header cannot be sent at all.
  case request
  case proxy
  case name
  case connection
  /// Nobody answers the call for a connection: the sign of a firewall.
  case connectTimeout
  case encryption
  /// The connection stands, and no whole answer comes.
  case silence
}

/// The phases of one exchange; the first three are zero on a kept connection.
package struct ExchangeTiming: Sendable, Equatable {
  package var nameLookup: Duration
  package var connect: Duration
  package var encryption: Duration
  package var answer: Duration

  package init(nameLookup: Duration, connect: Duration, encryption: Duration, answer: Duration) {
    self.nameLookup = nameLookup
    self.connect = connect
    self.encryption = encryption
    self.answer = answer
  }
}

package struct AddressTrial: Sendable {
  /// What would have to be done to the address: `add \`/v1\` at its end`.
  package var change: String
  /// `GET /v1/assistants`
  package var request: String
  /// Whether the API answers there, be it with a refusal of the key.
  package var isAnswered: Bool

  package init(change: String, request: String, isAnswered: Bool) {
    self.change = change
    self.request = request
    self.isAnswered = isAnswered
  }
}
