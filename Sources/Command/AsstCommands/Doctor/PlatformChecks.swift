import Reconciliation
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a report of a problem has to say first: versions, and what the environment changes about the
/// network.
enum PlatformChecks {
  static func checks(_ http: HTTPClientConfiguration) -> [DoctorCheck] {
    [
      DoctorCheck("version", "asst", .ok, "\(Version.text) on \(system)"),
      network(http),
    ]
  }

  private static func network(_ http: HTTPClientConfiguration) -> DoctorCheck {
    var details = [TransportLibrary.description]
    var advice: [String?] = []
    var status = DoctorCheck.Status.ok
    if let proxy = http.proxySetting {
      // A setting may hold a password, and what is no address may be one.
      if let address = ShownURL(proxy.value)?.text {
        details.append("proxy \(address) (\(proxy.variable))")
      } else {
        details.append("\(proxy.variable) is set, and is no address")
        status = .warning
        advice.append("Write \(proxy.variable) like `http://proxy.example.org:3128`.")
      }
      if let direct = http.noProxySetting {
        details.append("without proxy: \(direct.value) (\(direct.variable))")
      }
    } else {
      details.append("no proxy")
    }
    for setting in [http.certificateFileSetting, http.certificateFolderSetting] {
      guard let setting else { continue }
      details.append("certificates from \(setting.value) (\(setting.variable))")
      if access(setting.value, R_OK) != 0 {
        status = .warning
        advice.append(
          "\(setting.variable) names what cannot be read; correct it or unset it, else no "
            + "certificate is trusted.")
      }
    }
    return DoctorCheck("network", "network", status, details, advice: advice)
  }

  /// `Linux x86_64`
  private static var system: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "an unknown system" }
    return withUnsafeBytes(of: names.sysname, text) + " "
      + withUnsafeBytes(of: names.machine, text)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
