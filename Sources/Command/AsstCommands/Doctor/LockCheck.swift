import Reconciliation
import ResourceModel
import StateStorage
import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The lock file, and whether an apply could write it. Nothing is written to find out.
struct LockCheck {
  /// The configuration folder, as the system takes it and as messages show it.
  let folder: String
  let shownFolder: String
  /// nil where the manifest does not tell.
  let ownership: Ownership?
  let target: String
  /// nil where no provider could be made.
  let origin: Origin?

  private enum Reading {
    case unasked
    case found(RecordedState?)
    case refused(LockFileError)
  }

  private var reading: Reading {
    guard let ownership else { return .unasked }
    do throws(LockFileError) {
      let file = try LockFile.open(in: folder, of: ownership)
      if let origin { try file.checkOrigin(origin) }
      return .found(file.recorded)
    } catch {
      return .refused(error)
    }
  }

  private var name: String { LockFile.name(target: target) }

  /// nil without a lock file that is usable at this target.
  var recorded: RecordedState? {
    if case .found(let recorded) = reading { recorded } else { nil }
  }

  /// Where the host failed, a lock file of another address is no second mistake, but a hint at where
  /// the target pointed to before.
  func fileCheck(isHostGood: Bool) -> DoctorCheck {
    func check(_ status: DoctorCheck.Status, _ detail: String, _ advice: String? = nil)
      -> DoctorCheck
    {
      DoctorCheck("lock", "lock file", status, detail, advice: advice)
    }
    switch reading {
    case .unasked: return check(.skipped, "the project's name is not known")
    case .found(nil): return check(.ok, "none yet; the first apply writes \(name)")
    case .found(let recorded?):
      let count = recorded.resources.count
      return check(
        .ok, "\(name): \(count) resource\(count == 1 ? "" : "s"), serial \(recorded.serial)")
    case .refused(.otherOrigin(_, let found, _)) where !isHostGood:
      return check(
        .warning, "\(name) holds IDs of \(shown(found)), where the target pointed to before",
        "Correct what failed above first.")
    case .refused(let error):
      return check(.failed, "\(error.summary): \(detail(error))", error.help)
    }
  }

  /// Addresses without what may be a credential in them.
  private func detail(_ error: LockFileError) -> String {
    switch error {
    case .otherOrigin(_, let found, _): "\(name) holds IDs of \(shown(found))"
    default:
      error.detail.replacing(folder + "/", with: shownFolder == "." ? "" : shownFolder + "/")
    }
  }

  private func shown(_ origin: String) -> String {
    ShownURL(String(origin.prefix { $0 != " " }))?.text ?? "another address"
  }

  var folderCheck: DoctorCheck {
    func check(_ status: DoctorCheck.Status, _ detail: String, _ advice: String? = nil)
      -> DoctorCheck
    {
      DoctorCheck("folder", "folder", status, detail, advice: advice)
    }
    let state = folder + "/.asst"
    if access(folder, W_OK) != 0 {
      return check(
        .failed,
        "\(shownFolder) cannot be written to: \(String(cString: strerror(errno)).lowercased())",
        "`asst plan` works; `asst apply` could not record the IDs. Fix the permissions.")
    }
    if access(state, F_OK) == 0, access(state, W_OK) != 0 {
      return check(
        .warning, "\(shownFolder)/.asst cannot be written to",
        "Fix its permissions: without it, two applies at once on this machine are not noticed.")
    }
    return check(.ok, "\(shownFolder) can be written to")
  }
}
