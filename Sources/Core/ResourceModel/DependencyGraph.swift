import OrderedCollections

/// Which resource needs which other one first.
package struct DependencyGraph: Sendable {
  private let dependencies: OrderedDictionary<Address, [Address]>

  package init(_ resources: some Sequence<DesiredResource>) {
    dependencies = OrderedDictionary(
      resources.map { ($0.address, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a resource needs directly; empty for one that the graph does not know.
  package func dependencies(of address: Address) -> [Address] { dependencies[address] ?? [] }

  /// The given addresses and all that they need, directly or through others.
  package func closure(of addresses: some Sequence<Address>) -> Set<Address> {
    var found = Set<Address>()
    var open = Array(addresses)
    while let next = open.popLast() {
      if found.insert(next).inserted { open += dependencies(of: next) }
    }
    return found
  }
}
