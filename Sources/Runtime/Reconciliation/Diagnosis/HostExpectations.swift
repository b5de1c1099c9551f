package import ResourceModel

/// What a project wants of its host: what decides whether something that is missing matters.
package struct HostExpectations: Sendable {
  /// The kinds that are declared or recorded. Without a readable configuration: every kind.
  package var kinds: Set<ResourceKind>
  /// Whether local files are declared, which would have to be uploaded.
  package var usesFiles: Bool
  /// The declared values of each attribute, for those that a host lists: `model` to its names.
  package var values: [String: Set<String>]
  /// What the lock file says; nil without one that is usable.
  package var recorded: RecordedState?
  /// The host, as messages name it.
  package var host: String
  package var sendsKey: Bool
  package var isLocal: Bool
  /// Seconds since 1970 by this machine's clock.
  package var localTime: Int

  package init(
    kinds: Set<ResourceKind>, usesFiles: Bool = false, values: [String: Set<String>] = [:],
    recorded: RecordedState? = nil, host: String, sendsKey: Bool, isLocal: Bool, localTime: Int
  ) {
    self.kinds = kinds
    self.usesFiles = usesFiles
    self.values = values
    self.recorded = recorded
    self.host = host
    self.sendsKey = sendsKey
    self.isLocal = isLocal
    self.localTime = localTime
  }
}
