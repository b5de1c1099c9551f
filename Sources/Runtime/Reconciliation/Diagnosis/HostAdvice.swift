/// The next step for each way in which a host can fail, where there is a better one than what a failed
/// plan would say.
enum HostAdvice {
  static let refusedKey =
    "Check the environment variable that `api_key` names: the key may be of another account, expired "
    + "or cut off. Some hosts, such as Azure, want it in a header of their own: "
    + "`auth: { header: api-key }`."

  static let notServed =
    "OpenAI and Azure OpenAI ended their hosting of Assistants v2 in August 2026. Point `base_url` to "
    + "a server that speaks it: Azure AI Foundry (classic, with `query: { api-version: … }`), a "
    + "compatible server of your own, or `asst-emulator`."

  static func text(_ error: ProviderError) -> String? {
    switch error.cause {
    case .rateLimited(let delay?):
      "The target can be right: the host asks to wait \(delay.components.seconds) s. Run `asst doctor` "
        + "again then."
    case .rateLimited(nil): "The target can be right. Wait, then run `asst doctor` again."
    case .forbidden:
      "The key is known and may not do this: check its permissions, the project that it belongs to, "
        + "and the organization in `headers:`."
    case .unreadableAnswer:
      "Check `base_url`: it often ends in `/v1`. If it is right, something else answers in the API's "
        + "place: a proxy, or a network that wants a login in the browser."
    case .serverFault where error.status == 511:
      "This network wants a login: open any page in a browser."
    case .serverFault, .noAnswer: "Try again later, or ask whoever runs the host."
    case .rejected where (300..<400).contains(error.status ?? 0):
      "The address has moved, or a login page stands in front of it. Set `base_url` to where the API "
        + "is now; redirects are not followed."
    case .rejected:
      "Check what the host wants beside the key: `query: { api-version: … }` or `headers:`."
    default: error.help
    }
  }

  static func text(
    _ obstacle: ConnectionObstacle, _ error: ProviderError, isLocal: Bool
  ) -> String? {
    switch obstacle {
    case .request: error.help
    case .proxy:
      "Check the proxy and its login in `https_proxy` (or `HTTPS_PROXY`, `all_proxy`). Hosts that "
        + "`no_proxy` names are reached without it."
    case .name: "Check the spelling of `base_url`, and this machine's name server or VPN."
    case .connection where isLocal:
      "Nothing listens there. Start it (`asst-emulator`), or correct host and port in `base_url`."
    case .connection: "Check host and port in `base_url`, and that the network lets you out."
    case .connectTimeout:
      "A firewall drops such calls: check the network and the VPN, and set `https_proxy` where the "
        + "network wants a proxy."
    // OpenSSL's words for an answer that is no TLS.
    case .encryption where error.message.contains("wrong version number"):
      "The host speaks http:// at this port: correct the scheme or the port in `base_url`. A key is "
        + "sent over http:// to this machine alone."
    case .encryption:
      "If a private authority signed the certificate, name its file in `SSL_CERT_FILE`. If not, "
        + "something between here and the host answers in its place; do not go on."
    case .silence:
      "The host took the request and gave no whole answer. Try again later, or ask whoever runs it."
    }
  }
}
