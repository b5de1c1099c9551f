/// The addresses that declared resources had before: whatever is recorded or marked under one of them
/// is the declared resource.
package struct FormerAddresses: Sendable {
  private var current: [Address: Address] = [:]
  private var former: [Address: [Address]] = [:]

  package init(_ resources: some Sequence<DesiredResource>) {
    for resource in resources where !resource.formerly.isEmpty {
      let addresses = resource.formerly.reversed().map {
        Address(collection: resource.address.collection, key: $0)
      }
      former[resource.address] = addresses
      for address in addresses { current[address] = resource.address }
    }
  }

  /// The address of today.
  package subscript(_ address: Address) -> Address { current[address] ?? address }

  /// The addresses of earlier times, newest first.
  package func former(of address: Address) -> [Address] { former[address] ?? [] }

  /// What is recorded, under the addresses of today, with what a former entry still has to delete.
  ///
  /// Of two entries that are one resource now, the one whose object exists is kept. Where both exist
  /// both stay, each under its own address: which is meant is not for a program to say.
  package func renaming(
    _ recorded: [Address: RecordedResource], existing: (String) -> Bool
  ) -> [Address: RecordedResource] {
    var renamed = recorded
    for (address, former) in former {
      let entries = ([address] + former).compactMap { recorded[$0] }
      let alive = entries.filter { existing($0.id) }
      guard alive.count <= 1, var kept = alive.first ?? entries.first else { continue }
      kept.leaving = entries.flatMap(\.leaving)
      for name in former { renamed[name] = nil }
      renamed[address] = kept
    }
    return renamed
  }
}
