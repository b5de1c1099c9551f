import ResourceModel

// What the answers tell beside what is served.
extension HostVerdict {
  var metadata: DoctorCheck {
    func check(_ status: DoctorCheck.Status, _ detail: String, _ advice: String? = nil)
      -> DoctorCheck
    {
      DoctorCheck("metadata", "metadata", status, detail, advice: advice)
    }
    if let listed = answers.listedMarker {
      return check(.ok, "survives: \(listed.id) carries a marker")
    }
    if answers.servedKinds.isEmpty { return check(.skipped, "no object can be read so far") }
    guard let (address, id, answer) = answers.recorded else {
      return check(
        .unknown,
        "no object with a marker was seen; the first apply tells, and stops at one object if the host "
          + "drops metadata")
    }
    switch answer.outcome {
    case .success(.resources(let found)) where found.contains { $0.marker.marker != nil }:
      return check(.ok, "survives: \(address) (\(id)) carries its marker")
    case .success(.resources):
      return check(
        .warning,
        "no: \(address) (\(id)) is there without its marker. This host drops metadata, or "
          + "somebody removed it",
        "Apply puts it back, and stops at that object if the host drops it again; such a host cannot "
          + "be managed.")
    case .failure(let error) where error.cause == .notFound:
      return check(
        .unknown, "\(address) (\(id)) of the lock file does not exist here",
        "`asst plan` shows what is gone.")
    case .success, .failure:
      return check(.unknown, "\(address) (\(id)) could not be read")
    }
  }

  var models: DoctorCheck? {
    for (service, answer) in answers.services {
      guard case .values(let attribute) = service.content,
        let declared = expectations.values[attribute], !declared.isEmpty,
        case .success(.values(let listed)) = answer.outcome
      else { continue }
      let unlisted = declared.subtracting(listed).sorted()
      if unlisted.isEmpty {
        let words =
          declared.count == 1 ? "the declared one is listed" : "all \(declared.count) are listed"
        return DoctorCheck("values.\(attribute)", "declared \(service.name)", .ok, words)
      }
      let names = unlisted.prefix(5).joined(separator: ", ")
      let more = unlisted.count > 5 ? " and \(unlisted.count - 5) more" : ""
      return DoctorCheck(
        "values.\(attribute)", "declared \(service.name)", .warning,
        "\(service.request) does not list \(names)\(more)",
        advice:
          "Check the spelling. Where `\(attribute)` names a deployment, or the host lists only "
          + "some of its \(service.name), this is as it should be.")
    }
    return nil
  }

  /// The answer's time alone, over the connection that stands after the first request.
  var latency: DoctorCheck? {
    let times = answers.all.compactMap(\.timing?.answer).sorted()
    guard !times.isEmpty else { return nil }
    let median = times[times.count / 2]
    return DoctorCheck(
      "latency", "latency", .ok,
      "\(median.shownMilliseconds) a request (median of \(times.count))", duration: median)
  }

  /// Only told when it is off: certificates and tokens expire by the clock.
  var clock: DoctorCheck? {
    guard let host = answers.all.compactMap(\.hostTime).first else { return nil }
    let seconds = expectations.localTime - host
    guard abs(seconds) > 300 else { return nil }
    return DoctorCheck(
      "clock", "clock", .warning,
      "this machine is \(abs(seconds) / 60) min \(seconds > 0 ? "ahead of" : "behind") the host",
      advice: "Set the clock: certificates and access tokens are valid by it.")
  }
}

extension Duration {
  /// `12 ms`, `<1 ms`
  package var shownMilliseconds: String {
    let microseconds =
      components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    if microseconds < 1_000 { return "<1 ms" }
    return "\((microseconds + 500) / 1_000) ms"
  }
}
