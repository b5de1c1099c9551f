import Diagnostics
import OrderedCollections
import Reconciliation
import ResourceModel

/// One look at the provider, and what it says of the creates of an interrupted apply.
struct Look: Sendable {
  let observed: ObservedState
  let observedAt: ContinuousClock.Instant
  let settlement: CreateSettlement
  let uploads: UploadSettlement
  /// What is recorded, with all that the look has settled.
  var recorded: RecordedState { uploads.recorded }
  /// Creates and uploads that a list may be late to show.
  private var awaitedCount: Int { settlement.awaited.count + uploads.awaited.count }

  /// Looks, and again while a list may be late to show something and the window is open.
  static func take(
    _ project: LoadedProject, _ recorded: RecordedState, connection: Connection,
    scope: RefreshScope, isFull: Bool, window: SettleWindow?, onWait: (Int) -> Void
  ) async throws(CommandFailure) -> Look {
    let once = { () async throws(CommandFailure) in
      try await self.once(
        project, recorded, connection: connection, scope: scope, isFull: isFull)
    }
    var look = try await once()
    guard var window, look.awaitedCount > 0 else { return look }
    onWait(look.awaitedCount)
    while look.awaitedCount > 0, let pause = window.pause() {
      guard (try? await connection.session.pause(for: pause)) != nil else { break }
      look = try await once()
    }
    return look
  }

  private static func once(
    _ project: LoadedProject, _ recorded: RecordedState, connection: Connection,
    scope: RefreshScope, isFull: Bool
  ) async throws(CommandFailure) -> Look {
    let observedAt = ContinuousClock.now
    var observed: ObservedState
    do throws(ProviderError) {
      observed = try await Refresh(session: connection.session).observe(
        ResourceCatalogue.standard.schemas.map(\.kind), needed: project.neededKinds(recorded),
        recorded: recorded.kindsByID, scope: scope)
      observed.files = try await FileRefresh(session: connection.session).observe(
        observed, desired: project.desired, recorded: recorded, isFull: isFull)
    } catch {
      throw CommandFailure(error)
    }
    let now = WallClock.seconds()
    let settlement = CreateSettlement(
      recorded, of: project.desired.ownership,
      addresses: FormerAddresses(project.desired.resources.values), observed: observed, now: now)
    return Look(
      observed: observed, observedAt: observedAt, settlement: settlement,
      uploads: UploadSettlement(settlement.recorded, files: observed.files, now: now))
  }

  /// A plan without a wait says that it may be wrong.
  func problems(of desired: DesiredState, hasWaited: Bool) -> [Diagnostic] {
    let ambiguous = uploads.ambiguous.map { upload, files in
      Diagnostic(
        "ASST215", .warning, "An interrupted upload may be one of several files",
        detail:
          "\(files.joined(separator: ", ")) have the name and the size of \(upload.name), which an "
          + "apply was sending when it was interrupted. None of them is touched.",
        help: "Delete those that nobody uses in the provider's dashboard.", at: nil)
    }
    return ambiguous + (hasWaited ? [] : earlyProblems(of: desired))
  }

  private func earlyProblems(of desired: DesiredState) -> [Diagnostic] {
    // Beside an object that is there, a late one is a twin: an apply takes it away when it appears.
    // So it does with one that is no longer wanted, of which the plan shows no create.
    let addresses = FormerAddresses(desired.resources.values)
    let known = Set(settlement.recorded.resources.keys.map { addresses[$0] })
    let awaited = Set(settlement.awaited.map { addresses[$0.address] })
      .filter { desired.resources[$0] != nil && !known.contains($0) }.sorted()
    guard !awaited.isEmpty else { return [] }
    let names = awaited.prefix(5).map(\.description).joined(separator: ", ")
    let more = awaited.count > 5 ? " and \(awaited.count - 5) more" : ""
    return [
      Diagnostic(
        "ASST357", .warning, "An apply is running, or was interrupted a moment ago",
        detail:
          "It was creating \(names)\(more). The provider's lists may be late to show them, so "
          + "the plan may show a create of what exists.",
        help:
          "`asst apply --target \(desired.target)` looks for them again and makes nothing twice.",
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
