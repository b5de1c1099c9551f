/// Why one file is not what it should be.
package struct FileFailure: Sendable, Equatable {
  /// The path in the project, or where there is none the name at the provider.
  package let file: String
  /// As a clause.
  package let reason: String
  package let help: String?

  package init(file: String, reason: String, help: String? = nil) {
    self.file = file
    self.reason = reason
    self.help = help
  }
}
