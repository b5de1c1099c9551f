package import Diagnostics

/// What a plan tells programs that show findings: one rule a kind of change, under codes of its own that
/// never look like those of mistakes.
package enum PlannedChangeRule: String, Sendable, CaseIterable {
  case create, update, replace, delete, adopt, forget
  case move, drift, conflict, breaking
  case deleteFile = "delete-file"

  /// `plan/update`
  package var code: String { "plan/\(rawValue)" }
  /// `planned-update`
  package var name: String { "planned-\(rawValue)" }

  /// One line without a final stop.
  package var summary: String {
    switch self {
    case .create: "A resource would be created"
    case .update: "A resource would be changed"
    case .replace: "A resource would be replaced by a new one"
    case .delete: "A resource would be deleted"
    case .adopt: "An existing object would become this project's"
    case .forget: "A resource would leave the lock file"
    case .move: "A resource would get another address"
    case .drift: "A change made outside would be undone"
    case .conflict: "A value changed here and outside"
    case .breaking: "A change of a function breaks those who call or answer it"
    case .deleteFile: "A file would be deleted at the provider"
    }
  }

  /// What cannot be taken back, what undoes the work of others and what breaks them are warnings.
  package var severity: Diagnostic.Severity {
    switch self {
    case .replace, .delete, .drift, .conflict, .breaking, .deleteFile: .warning
    case .create, .update, .adopt, .forget, .move: .hint
    }
  }
}
