package import ResourceModel

/// Reads what exists: every kind page after page, the kinds side by side.
package struct Refresh: Sendable {
  private static let mostRestarts = 3

  private let session: ProviderSession

  package init(session: ProviderSession) { self.session = session }

  /// Everything of the given kinds. A kind that the host does not serve is an error only when it is
  /// `needed`; else it is as if there were none of it.
  package func observe(
    _ kinds: [ResourceKind], needed: Set<ResourceKind>
  ) async throws(ProviderError) -> ObservedState {
    let outcomes = await withTaskGroup(
      of: (ResourceKind, Result<[ObservedResource], ProviderError>).self
    ) { group in
      for kind in kinds {
        group.addTask { (kind, await self.listAll(kind)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    var state = ObservedState()
    for kind in kinds {
      switch outcomes[kind] {
      case .success(let resources):
        state.resources += resources
        state.completeKinds.insert(kind)
      case .failure(let error):
        guard error.cause == .notServed, !needed.contains(kind) else { throw error }
      case nil: break
      }
    }
    return state
  }

  /// A list is begun anew when the object at the end of a page is deleted before the next page is
  /// asked for, since its ID is the cursor.
  private func listAll(_ kind: ResourceKind) async -> Result<[ObservedResource], ProviderError> {
    var outcome = await listOnce(kind)
    for _ in 0..<Self.mostRestarts {
      guard case .failure(let error) = outcome, error.cause == .notFound else { break }
      outcome = await listOnce(kind)
    }
    return outcome
  }

  private func listOnce(_ kind: ResourceKind) async -> Result<[ObservedResource], ProviderError> {
    var found: [ObservedResource] = []
    var seen = Set<String>()
    var cursor: String?
    do throws(ProviderError) {
      repeat {
        let page = try await session.list(kind, after: cursor)
        // An object that moves between two pages may come twice; a page with nothing new means that
        // the server does not honour the cursor.
        let fresh = page.resources.filter { seen.insert($0.id).inserted }
        if fresh.isEmpty, page.next != nil {
          throw ProviderError(
            .endlessList,
            "the list of \(kind.words)s repeats itself after \(found.count) objects")
        }
        found += fresh
        cursor = page.next
      } while cursor != nil
      return .success(found)
    } catch {
      return .failure(error)
    }
  }
}
