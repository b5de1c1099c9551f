import Diagnostics
import OrderedCollections
import Reconciliation
import ResourceModel

/// One look at the provider, and what it says of the creates of an interrupted apply.
struct Look: Sendable {
  let observed: ObservedState
  let observedAt: ContinuousClock.Instant
  let settlement: CreateSettlement

  /// Looks, and again while a list may be late to show something and the window is open.
  static func take(
    _ project: LoadedProject, _ recorded: RecordedState, connection: Connection,
    scope: RefreshScope, window: SettleWindow?, onWait: (Int) -> Void
  ) async throws(CommandFailure) -> Look {
    let once = { () async throws(CommandFailure) in
      try await self.once(project, recorded, connection: connection, scope: scope)
    }
    var look = try await once()
    guard var window, !look.settlement.awaited.isEmpty else { return look }
    onWait(look.settlement.awaited.count)
    while !look.settlement.awaited.isEmpty, let pause = window.pause() {
      guard (try? await connection.session.pause(for: pause)) != nil else { break }
      look = try await once()
    }
    return look
  }

  private static func once(
    _ project: LoadedProject, _ recorded: RecordedState, connection: Connection,
    scope: RefreshScope
  ) async throws(CommandFailure) -> Look {
    let observedAt = ContinuousClock.now
    let observed: ObservedState
    do throws(ProviderError) {
      observed = try await Refresh(session: connection.session).observe(
        ResourceCatalogue.standard.schemas.map(\.kind), needed: project.neededKinds(recorded),
        recorded: recorded.kindsByID, scope: scope)
    } catch {
      throw CommandFailure(error)
    }
    return Look(
      observed: observed, observedAt: observedAt,
      settlement: CreateSettlement(recorded, observed: observed, now: WallClock.seconds()))
  }

  /// A plan without a wait says that it may be wrong.
  func problems(target: String, hasWaited: Bool) -> [Diagnostic] {
    if hasWaited { return [] }
    // Beside an object that is there, a late one is a twin: an apply takes it away when it appears.
    let awaited = Set(settlement.awaited.map(\.address))
      .filter { settlement.recorded.resources[$0] == nil }.sorted()
    guard !awaited.isEmpty else { return [] }
    let names = awaited.prefix(5).map(\.description).joined(separator: ", ")
    let more = awaited.count > 5 ? " and \(awaited.count - 5) more" : ""
    return [
      Diagnostic(
        "ASST357", .warning, "An apply is running, or was interrupted a moment ago",
        detail:
          "It was creating \(names)\(more). The provider's lists may be late to show them, so "
          + "the plan may show a create of what exists.",
        help: "`asst apply --target \(target)` looks for them again and makes nothing twice.",
        at: nil)
    ]
  }
}

extension RecordedState {
  /// Every ID that the lock file knows, predecessors that still have to go included.
  var kindsByID: [String: ResourceKind] {
    var kinds: [String: ResourceKind] = [:]
    for (address, resource) in resources {
      guard let kind = ResourceCatalogue.standard.schema(of: address)?.kind else { continue }
      for id in [resource.id] + resource.leaving { kinds[id] = kind }
    }
    return kinds
  }
}
