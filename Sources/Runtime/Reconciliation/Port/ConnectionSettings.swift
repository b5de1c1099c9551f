/// A target with its credentials resolved: what a provider needs to connect. It is never printed,
/// logged or stored.
package struct ConnectionSettings: Sendable {
  package enum Authentication: Sendable, Equatable {
    /// `Authorization: Bearer KEY`
    case bearer
    /// `NAME: KEY`
    case header(String)
  }

  package var baseURL: String
  package var apiKey: String?
  package var authentication: Authentication
  package var headers: [(name: String, value: String)]
  package var query: [(name: String, value: String)]

  /// Everything in it that may be a credential: the key, and the values of headers and query items.
  /// Shorter ones are no secret, and hiding them would garble messages.
  package var secrets: [String] {
    let values = [apiKey].compactMap { $0 } + headers.map(\.value) + query.map(\.value)
    return values.filter { $0.utf8.count >= 8 }
  }

  package init(
    baseURL: String, apiKey: String?, authentication: Authentication = .bearer,
    headers: [(name: String, value: String)] = [], query: [(name: String, value: String)] = []
  ) {
    self.baseURL = baseURL
    self.apiKey = apiKey
    self.authentication = authentication
    self.headers = headers
    self.query = query
  }
}
