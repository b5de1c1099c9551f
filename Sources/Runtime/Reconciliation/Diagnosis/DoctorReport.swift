/// One thing that was looked at, and what came of it.
package struct DoctorCheck: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case ok
    /// Plans and applies work, and something is worth a look.
    case warning
    /// No plan or apply can work as it is.
    case failed
    /// Nothing that may be done without writing tells.
    case unknown
    /// It depends on a check that failed.
    case skipped
  }

  /// Stable, for programs: `manifest`, `service.files`.
  package let id: String
  /// A word or two for the page.
  package let title: String
  package var status: Status
  /// What was found, a line each. It holds no credential.
  package var details: [String]
  /// What to do next, in full sentences; empty where there is nothing to do.
  package var advice: [String]
  package var duration: Duration?

  package init(
    _ id: String, _ title: String, _ status: Status, _ details: [String],
    advice: [String?] = [], duration: Duration? = nil
  ) {
    self.id = id
    self.title = title
    self.status = status
    self.details = details
    self.advice = advice.compactMap { $0 }
    self.duration = duration
  }

  package init(
    _ id: String, _ title: String, _ status: Status, _ detail: String,
    advice: String? = nil, duration: Duration? = nil
  ) {
    self.init(id, title, status, [detail], advice: [advice], duration: duration)
  }
}

/// What `asst doctor` found, in the order of causes: what comes first explains what comes after.
package struct DoctorReport: Sendable, Equatable {
  package var checks: [DoctorCheck] = []
  /// How many requests were sent, each once.
  package var requests = 0

  package init() {}

  /// Whether plan and apply can work.
  package var isHealthy: Bool { !checks.contains { $0.status == .failed } }

  package func count(_ status: DoctorCheck.Status) -> Int { checks.count { $0.status == status } }
}
