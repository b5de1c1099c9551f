/// What keys of well-known services look like. Each begins with words that hardly any other text has.
struct SecretForm: Sendable {
  /// What it is, with its article: `an OpenAI API key`.
  let name: String
  let prefix: [UInt8]
  /// How many characters follow the prefix at the least.
  let shortest: Int
  let alphabet: Alphabet
  /// Whether words may follow the prefix as well, so that only digits tell a key from them.
  let isVague: Bool

  enum Alphabet: Sendable {
    case upper, alphanumeric, word, token, web

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: return true
      case 0x61...0x7A: return self != .upper
      case UInt8(ascii: "_"): return self == .word || self == .token || self == .web
      case UInt8(ascii: "-"): return self == .token || self == .web
      case UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"),
        UInt8(ascii: "="):
        return self == .web
      default: return false
      }
    }
  }

  init(
    _ name: String, _ prefix: String, _ shortest: Int, _ alphabet: Alphabet, isVague: Bool = false
  ) {
    self.name = name
    self.prefix = Array(prefix.utf8)
    self.shortest = shortest
    self.alphabet = alphabet
    self.isVague = isVague
  }

  /// Of two that share a beginning, the longer one first.
  static let all: [SecretForm] = [
    SecretForm("an Anthropic API key", "sk-ant-", 32, .token),
    SecretForm("an OpenAI API key", "sk-proj-", 32, .token),
    SecretForm("an OpenAI API key", "sk-svcacct-", 32, .token),
    SecretForm("an API key of OpenAI's form", "sk-", 32, .token, isVague: true),
    SecretForm("a Stripe key", "sk_live_", 20, .alphanumeric),
    SecretForm("a Stripe key", "rk_live_", 20, .alphanumeric),
    SecretForm("an AWS access key ID", "AKIA", 16, .upper),
    SecretForm("an AWS access key ID", "ASIA", 16, .upper),
    SecretForm("a Google API key", "AIza", 35, .token),
    SecretForm("a GitHub token", "ghp_", 36, .alphanumeric),
    SecretForm("a GitHub token", "gho_", 36, .alphanumeric),
    SecretForm("a GitHub token", "ghu_", 36, .alphanumeric),
    SecretForm("a GitHub token", "ghs_", 36, .alphanumeric),
    SecretForm("a GitHub token", "ghr_", 36, .alphanumeric),
    SecretForm("a GitHub token", "github_pat_", 40, .word),
    SecretForm("a GitLab token", "glpat-", 20, .token),
    SecretForm("a Slack token", "xoxb-", 20, .token),
    SecretForm("a Slack token", "xoxa-", 20, .token),
    SecretForm("a Slack token", "xoxp-", 20, .token),
    SecretForm("a Slack token", "xoxr-", 20, .token),
    SecretForm("a Slack token", "xoxs-", 20, .token),
    SecretForm("a Hugging Face token", "hf_", 30, .alphanumeric),
    SecretForm("a bearer token", "Bearer ", 24, .web, isVague: true),
  ]
}
