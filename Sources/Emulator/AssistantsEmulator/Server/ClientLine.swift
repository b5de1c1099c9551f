/// The line to the client that asked.
package struct ClientLine: Sendable {
  /// Calls once the client has gone away or the server ends; returns when it is on watch.
  package let watchLeaving: @Sendable (_ onLeaving: @escaping @Sendable () -> Void) async -> Void

  package init(
    watchLeaving: @escaping @Sendable (_ onLeaving: @escaping @Sendable () -> Void) async -> Void
  ) {
    self.watchLeaving = watchLeaving
  }

  /// A client that never goes away.
  package static let steady = ClientLine { _ in }
}
