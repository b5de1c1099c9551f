import Diagnostics
import Reconciliation

/// The findings as a page: short enough to paste, complete enough to help from afar.
enum DoctorPage {
  private static let usualWidth = 100
  private static let narrowest = 60
  private static let statusWidth = 9

  /// `width` in columns; nil where the page goes to a file or a pipe.
  static func render(_ report: DoctorReport, width: Int?) -> StyledText {
    let width = max(narrowest, min(width ?? usualWidth, usualWidth))
    let titleWidth = (report.checks.map(\.title.count).max() ?? 0) + 2
    var text = StyledText()
    var told: Set<String> = []
    for check in merged(report.checks) {
      text.append(word(check.status).padded(to: statusWidth), style(check.status))
      if !check.title.isEmpty {
        text.append(check.title.padded(to: titleWidth), check.status == .failed ? .strong : .plain)
      }
      let indent = statusWidth + (check.title.isEmpty ? 0 : titleWidth)
      let margin = String(repeating: " ", count: indent)
      let time = check.duration.map { " (\($0.shownMilliseconds))" } ?? ""
      var lines = check.details.flatMap { wrapped($0, to: width - indent) }
      if check.id.hasPrefix("service."), let last = lines.indices.last { lines[last] += time }
      for (index, line) in lines.enumerated() {
        text.line((index == 0 ? "" : margin) + line, check.status == .skipped ? .faint : .plain)
      }
      // One mistake often fails several checks; what to do about it is said once.
      for advice in check.advice where told.insert(advice).inserted {
        for (index, line) in wrapped(advice, to: width - indent - 3).enumerated() {
          text.append(margin + (index == 0 ? "-> " : "   "), .hint)
          text.line(line)
        }
      }
    }
    text.line()
    text.line(verdict(report), .strong)
    let requests =
      switch report.requests {
      case 0: "Nothing was sent."
      case 1: "1 request was tried, once; nothing was written."
      default: "\(report.requests) requests were tried, each once; nothing was written."
      }
    text.line(requests, .faint)
    return text
  }

  /// Checks that are skipped side by side for the same reason are one line.
  private static func merged(_ checks: [DoctorCheck]) -> [DoctorCheck] {
    var result: [DoctorCheck] = []
    for check in checks {
      if check.status == .skipped, let last = result.last, last.status == .skipped,
        last.details.last == check.details.last
      {
        let names = last.details.count == 1 ? [last.title] : [last.details[0]]
        result[result.count - 1] = DoctorCheck(
          last.id, last.title, .skipped,
          [(names + [check.title]).joined(separator: ", ")] + check.details)
      } else {
        result.append(check)
      }
    }
    return result.map { check in
      guard check.status == .skipped, check.details.count == 2 else { return check }
      return DoctorCheck(
        check.id, "", .skipped, "\(check.details[0]): \(check.details[1])")
    }
  }

  private static func verdict(_ report: DoctorReport) -> String {
    let failed = report.count(.failed)
    return
      switch (failed, report.count(.warning))
    {
    case (0, 0): "Plan and apply can work."
    case (0, 1): "Plan and apply can work; one thing is worth a look."
    case (0, let warnings): "Plan and apply can work; \(warnings) things are worth a look."
    case (1, _): "Plan and apply cannot work: 1 check failed."
    case (_, _): "Plan and apply cannot work: \(failed) checks failed; begin with the first."
    }
  }

  private static func word(_ status: DoctorCheck.Status) -> String {
    status == .failed ? "FAILED" : status.rawValue
  }

  private static func style(_ status: DoctorCheck.Status) -> StyledText.Style {
    switch status {
    case .ok: .added
    case .warning: .warning
    case .failed: .error
    case .unknown: .hint
    case .skipped: .faint
    }
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    TerminalSafety.visibleOnOneLine(text).broken(toColumns: width)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
