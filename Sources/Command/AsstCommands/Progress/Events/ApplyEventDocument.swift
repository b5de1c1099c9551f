import OrderedCollections
import Reconciliation
import ResourceModel

/// What happened to a step, as a JSON object.
enum ApplyEventDocument {
  static func value(of event: ApplyEvent) -> JSONObject {
    switch event {
    case .started(let step): return head("started", step)
    case .searching(let step, let error):
      return head("searching", step).adding(["message": .string(error.message)])
    case .sent(let step, let bytes, let total):
      return head("progress", step).adding([
        "bytes": .integer(bytes), "bytes_total": .integer(total),
      ])
    case .indexed(let step, let count, let total):
      return head("progress", step).adding([
        "files": .integer(count), "files_total": .integer(total),
      ])
    case .finished(let step, let id, let duration):
      return head("finished", step, id: id).adding([
        "duration_ms": .integer(milliseconds(duration))
      ])
    case .failed(let step, let failure):
      var members = head("failed", step)
      members["message"] = .string(failure.message)
      members["help"] = failure.help.map(JSONValue.string)
      if let code = code(of: failure) { members["code"] = .string(code) }
      return members
    case .skipped(let step, let cause):
      return head("skipped", step).adding([
        "reason": "needs_failed", "because": .string(cause.description),
      ])
    case .ownForm(let step, let paths):
      return head("own_form", step).adding([
        "paths": .array(paths.map { .string($0.description) })
      ])
    }
  }

  /// A step that an interruption kept from beginning.
  static func notStarted(_ step: ApplyStep) -> JSONObject {
    head("skipped", step).adding(["reason": "stopped"])
  }

  static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }

  private static func head(
    _ event: String, _ step: ApplyStep, id: String? = nil
  ) -> JSONObject {
    var members: JSONObject = [
      "event": .string(event), "address": .string(step.address.description),
      "kind": .string(step.kind.name), "action": .string(step.verb.rawValue),
    ]
    members["id"] = (id ?? step.id).map(JSONValue.string)
    return members
  }

  private static func code(of failure: StepFailure) -> String? {
    switch failure {
    case .provider(let error), .unknownOutcome(let error): error.code
    case .notTaken, .markerDropped, .moved, .files, .unnoted: nil
    }
  }
}

extension JSONObject {
  fileprivate func adding(_ members: JSONObject) -> JSONObject {
    merging(members) { $1 }
  }
}

/// How the steps of an apply ended.
struct OutcomeCounts: Sendable, Equatable {
  var done = 0
  var failed = 0
  var skipped = 0
  var notStarted = 0

  init() {}

  init(_ report: ApplyReport) {
    for (_, outcome) in report.outcomes {
      switch outcome {
      case .done: done += 1
      case .failed: failed += 1
      case .skipped: skipped += 1
      case .notStarted: notStarted += 1
      }
    }
  }
}
