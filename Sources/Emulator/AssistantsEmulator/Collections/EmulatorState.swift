/// All objects that the emulator holds.
struct EmulatorState: Sendable {
  var assistants = ResourceCollection<Assistant>()
  var vectorStores = ResourceCollection<VectorStore>()

  /// Lists show from now on what this lag kept from them.
  mutating func endLag(_ token: Int) {
    assistants.endLag(token)
    vectorStores.endLag(token)
  }

  mutating func endLags() {
    assistants.endLags()
    vectorStores.endLags()
  }

  /// From now on each write is kept until `takeChanges` asks for it.
  mutating func recordChanges() {
    assistants.recordsChanges = true
    vectorStores.recordsChanges = true
  }

  /// What was written since the last call, each collection's writes in their order.
  mutating func takeChanges() -> [StateChange] {
    assistants.takeChanges() + vectorStores.takeChanges()
  }

  /// The second of the newest object; 0 without one.
  var newestSecond: Int { max(assistants.newestSecond, vectorStores.newestSecond) }
}
