import OrderedCollections
package import ResourceModel

/// Which kinds are read by list, and which object by object because that is fewer requests.
///
/// By ID only what is known can be seen: no namesake, no late twin, no object that only its marker
/// shows. So a kind is read that way only where the lock file knows every address and nothing is open,
/// in an account whose lists are longer than the project.
package struct RefreshScope: Sendable, Equatable {
  /// The IDs to ask for; a kind that is not named here is listed.
  package private(set) var byID: [ResourceKind: [String]] = [:]

  /// Everything by list.
  package static let lists = RefreshScope()

  private init() {}

  package init(
    desired: DesiredState, recorded: RecordedState, catalogue: ResourceCatalogue = .standard
  ) {
    guard recorded.unresolved.isEmpty, recorded.deleting.isEmpty else { return }
    for (kind, pages) in recorded.pages {
      guard let schema = catalogue.schema(kind: kind) else { continue }
      let isOfKind = { (address: Address) in address.collection == schema.collection }
      let declared = desired.resources.keys.filter(isOfKind)
      guard declared.allSatisfy({ recorded.resources[$0] != nil }) else { continue }
      let ids = recorded.resources.filter { isOfKind($0.key) }.values
        .flatMap { [$0.id] + $0.leaving }
      if ids.count < pages { byID[kind] = ids.sorted() }
    }
  }
}

extension RecordedState {
  /// Takes note of how long the lists of an account are, where that decides how the next look is made.
  /// A number that decides the same stays, so that an account that grows does not change the lock file.
  package mutating func note(
    pages seen: [ResourceKind: Int], catalogue: ResourceCatalogue = .standard
  ) {
    for (kind, count) in seen {
      let entries = resources.filter { catalogue.schema(of: $0.key)?.kind == kind }.values
        .reduce(0) { $0 + 1 + $1.leaving.count }
      // The first page costs what one object costs, and shows more.
      let isWorthwhile = { (pages: Int) in pages > 1 && pages > entries }
      guard isWorthwhile(count) else {
        pages[kind] = nil
        continue
      }
      if let known = pages[kind], isWorthwhile(known) { continue }
      pages[kind] = count
    }
  }
}
