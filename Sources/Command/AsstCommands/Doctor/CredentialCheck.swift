import OrderedCollections
import ProjectConfiguration
import Reconciliation
import Transport

/// Whether what a target needs from the environment is there. Of a value nothing is shown but its
/// length and what is visibly wrong with it.
struct CredentialCheck {
  let target: Target
  let environment: [String: String]

  private static let spaces: Set<Character> = [" ", "\t"]
  private static let quotes: Set<Character> = ["\"", "'", "`"]

  var check: DoctorCheck {
    var details: [String] = []
    var advice: [String] = []
    var status = DoctorCheck.Status.ok
    if target.apiKey == nil { details.append("no `api_key` is declared") }
    for (name, template) in templates {
      for part in template.parts {
        guard case .environment(let variable, let fallback, _) = part else { continue }
        let words: String
        if let value = environment[variable], !value.isEmpty {
          words = "set, \(value.count) character\(value.count == 1 ? "" : "s")"
          if let (fault, isFatal) = fault(value) {
            status = status == .failed || isFatal ? .failed : .warning
            advice.append("The value of \(variable) \(fault). Set it again without.")
          }
        } else if let fallback {
          words =
            fallback.isEmpty ? "not set, and left out" : "not set; the manifest's default is used"
        } else {
          words = environment[variable] == nil ? "not set" : "empty"
          status = .failed
          advice.append("Set \(variable), for `\(name)` of target \(target.name).")
        }
        details.append("${env.\(variable)}: \(words)")
      }
    }
    if let key = target.apiKey, !key.needsEnvironment, !isLocal {
      status = status == .failed ? .failed : .warning
      details.append("`api_key` is written in the manifest")
      advice.append(
        "A key in a file is sooner or later committed: use `${env.NAME}`, and revoke this one.")
    }
    return DoctorCheck(
      "credentials", "credentials", status, details.isEmpty ? ["none are needed"] : details,
      advice: advice)
  }

  /// Every setting that may name a variable, the key first.
  private var templates: [(name: String, template: Template)] {
    [("api_key", target.apiKey), ("base_url", target.baseURL)].compactMap { name, template in
      template.map { (name, $0) }
    } + target.headers.map { ("headers.\($0.key)", $0.value) }
      + target.query.map { ("query.\($0.key)", $0.value) }
  }

  private func fault(_ value: String) -> (words: String, isFatal: Bool)? {
    guard let first = value.first, let last = value.last else { return nil }
    if last.isNewline { return ("ends in a line break", true) }
    if value.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) {
      return ("holds a line break or a control character", true)
    }
    if Self.spaces.contains(first) || Self.spaces.contains(last) {
      return ("begins or ends with a space", false)
    }
    if Self.quotes.contains(first), first == last {
      return ("stands in quotation marks, which are a part of it", false)
    }
    return nil
  }

  /// nil while a variable is missing.
  var baseURL: String? { try? target.baseURL.resolve(environment).get() }

  private var isLocal: Bool {
    baseURL.flatMap(ShownURL.init)?.isLoopback ?? false
  }
}
