import ProjectConfiguration
import Providers
import Reconciliation
import Transport

/// Which target is looked at, and where it points to.
enum TargetCheck {
  /// `baseURL` is nil while a variable of the environment is missing.
  static func check(_ target: Target, baseURL: String?) -> DoctorCheck {
    func check(_ status: DoctorCheck.Status, _ detail: String, _ advice: String? = nil)
      -> DoctorCheck
    {
      DoctorCheck("target", "target", status, "\(target.name): \(detail)", advice: advice)
    }
    let provider = target.provider.value
    guard ProviderRegistry.names.contains(provider) else {
      return check(
        .failed, "`\(provider)` is no provider",
        "Providers: \(ProviderRegistry.names.joined(separator: ", ")).")
    }
    guard let baseURL else {
      return check(.unknown, "\(provider), at an address that is not known")
    }
    guard let url = ShownURL(baseURL) else {
      return check(
        .failed, "`base_url` is no address", "Write it like `https://api.example.org/v1`.")
    }
    let place = "\(provider) at \(url.text)"
    if url.holdsUser {
      return check(
        .failed, "\(place), and `base_url` holds a user name or a password",
        "Take it out of `base_url`: credentials belong in `api_key` or `headers:`.")
    }
    if url.hasQuery {
      return check(
        .failed, "\(place), and `base_url` holds more than host and path",
        "Move what follows the path to `query:`.")
    }
    if !url.isEncrypted, !url.isLoopback {
      return check(
        .failed, "\(place), which would show the key to everyone on the way",
        "Use https://; plain http:// is for this machine alone.")
    }
    return check(.ok, place)
  }
}
