/// All objects that the emulator holds.
struct EmulatorState: Sendable {
  var assistants = ResourceCollection<Assistant>()
  var vectorStores = ResourceCollection<VectorStore>()
}
