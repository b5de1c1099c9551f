package import ResourceModel

/// Reads what exists: every kind page after page or ID by ID, the kinds side by side.
package struct Refresh: Sendable {
  private static let mostRestarts = 3
  /// A hundred thousand objects at a hundred a page: beyond that a server makes them up.
  private static let mostPages = 1_000

  private let session: ProviderSession

  package init(session: ProviderSession) { self.session = session }

  /// Everything of the given kinds. A kind that the host does not serve is an error only when it is
  /// `needed`; else it is as if there were none of it.
  ///
  /// Lists lag: each of the `recorded` IDs that no list shows is asked for by itself, since gone means
  /// absent from the list and unknown by its ID. For the same reason a kind that `scope` wants read by
  /// ID is listed after all when one of the IDs is unknown: its object may have another one now.
  package func observe(
    _ kinds: [ResourceKind], needed: Set<ResourceKind>, recorded: [String: ResourceKind] = [:],
    scope: RefreshScope = .lists
  ) async throws(ProviderError) -> ObservedState {
    let outcomes = await withTaskGroup(
      of: (ResourceKind, Result<Reading, ProviderError>).self
    ) { group in
      for kind in kinds {
        group.addTask { (kind, await self.read(kind, ids: scope.byID[kind])) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    var state = ObservedState()
    for kind in kinds {
      switch outcomes[kind] {
      case .success(let reading):
        state.resources += reading.resources
        guard let pages = reading.pages else { break }
        state.completeKinds.insert(kind)
        state.pages[kind] = pages
      case .failure(let error):
        guard error.cause == .notServed, !needed.contains(kind) else { throw error }
      case nil: break
      }
    }
    let listed = Set(state.resources.map(\.id))
    let missing = recorded.filter {
      !listed.contains($0.key) && state.completeKinds.contains($0.value)
    }
    state.resources += try await fetch(missing)
    return state
  }

  /// Everything of one kind.
  func list(_ kind: ResourceKind) async throws(ProviderError) -> [ObservedResource] {
    try await listAll(kind).get().resources
  }

  private struct Reading {
    var resources: [ObservedResource] = []
    /// nil where the objects were asked for one by one, so that there may be others.
    var pages: Int?
  }

  private func read(
    _ kind: ResourceKind, ids: [String]?
  ) async -> Result<Reading, ProviderError> {
    guard let ids else { return await listAll(kind) }
    do throws(ProviderError) {
      let wanted = Set(ids)
      let found = try await fetch(Dictionary(uniqueKeysWithValues: wanted.map { ($0, kind) }))
      guard found.count == wanted.count else { return await listAll(kind) }
      return .success(Reading(resources: found, pages: nil))
    } catch {
      return .failure(error)
    }
  }

  private func fetch(
    _ ids: [String: ResourceKind]
  ) async throws(ProviderError) -> [ObservedResource] {
    let outcomes = await withTaskGroup(of: Result<ObservedResource?, ProviderError>.self) { group in
      for (id, kind) in ids {
        group.addTask {
          do throws(ProviderError) {
            return .success(try await session.get(kind, id: id))
          } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var found: [ObservedResource] = []
    for outcome in outcomes { found += [try outcome.get()].compactMap { $0 } }
    return found.sorted { $0.id < $1.id }
  }

  /// A list is begun anew when the object at the end of a page is deleted before the next page is
  /// asked for, since its ID is the cursor.
  private func listAll(_ kind: ResourceKind) async -> Result<Reading, ProviderError> {
    var outcome = await listOnce(kind)
    for _ in 0..<Self.mostRestarts {
      guard case .failure(let error) = outcome, error.cause == .notFound else { break }
      outcome = await listOnce(kind)
    }
    return outcome
  }

  private func listOnce(_ kind: ResourceKind) async -> Result<Reading, ProviderError> {
    var found: [ObservedResource] = []
    var seen = Set<String>()
    var cursor: String?
    var pages = 0
    do throws(ProviderError) {
      repeat {
        let page = try await session.list(kind, after: cursor)
        // An object that moves between two pages may come twice; a page with nothing new means that
        // the server does not honour the cursor.
        let fresh = page.resources.filter { seen.insert($0.id).inserted }
        pages += 1
        if page.next != nil, fresh.isEmpty || pages >= Self.mostPages {
          throw ProviderError(
            .endlessList,
            "the list of \(kind.words)s repeats itself or does not end, after \(found.count) objects"
          )
        }
        found += fresh
        cursor = page.next
      } while cursor != nil
      return .success(Reading(resources: found, pages: pages))
    } catch {
      return .failure(error)
    }
  }
}
