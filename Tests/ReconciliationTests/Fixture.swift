import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Synchronization

let testOrigin = Origin(baseURL: "https://assistants.example.org/v1")
let assistantKind = ResourceSchema.assistant.kind
let storeKind = ResourceSchema.vectorStore.kind

func assistant(_ key: String) -> Address { Address(collection: "assistants", key: key) }
func store(_ key: String) -> Address { Address(collection: "vector_stores", key: key) }
func path(_ name: String) -> AttributePath { AttributePath(name) }
func metadata(_ key: String) -> AttributePath { AttributePath("metadata", key: key) }

/// A declared resource; `stores` are those that file search is to read.
func declared(
  _ address: Address, _ values: [AttributePath: JSONValue] = [:], stores: [Reference]? = nil,
  ignoring ignored: [AttributePath] = []
) -> DesiredResource {
  var attributes: OrderedDictionary<AttributePath, DesiredAttribute> = [:]
  if address.collection == "assistants", values[path("model")] == nil {
    attributes[path("model")] = DesiredAttribute(.json("gpt"))
  }
  for (path, value) in values.sorted(by: { $0.key < $1.key }) {
    attributes[path] = DesiredAttribute(.json(value))
  }
  if let stores {
    attributes[path("file_search.vector_stores")] = DesiredAttribute(.references(stores))
  }
  return DesiredResource(
    address: address, attributes: attributes, lifecycle: Lifecycle(ignore: ignored))
}

func desiredState(
  _ resources: [DesiredResource], outputs: [String: Address] = [:]
) -> DesiredState {
  DesiredState(
    project: "acme-shop", target: "local",
    resources: OrderedDictionary(uniqueKeysWithValues: resources.map { ($0.address, $0) }),
    outputs: OrderedDictionary(
      uniqueKeysWithValues: outputs.sorted { $0.key < $1.key }
        .map { ($0.key, OutputReference(address: $0.value)) }))
}

func nothingRecorded() -> RecordedState {
  RecordedState(project: "acme-shop", target: "local", origin: testOrigin)
}

func marker(
  _ address: Address, nonce: String = "n0", _ digests: [AttributePath: Digest] = [:]
) -> Marker {
  Marker(
    project: "acme-shop", target: "local", address: address, nonce: nonce,
    baseline: Baseline(
      digests, schema: address.collection == "assistants" ? .assistant : .vectorStore))
}

/// An object as a provider shows it.
func observed(
  _ address: Address, id: String, _ attributes: [AttributePath: JSONValue] = [:],
  marker reading: MarkerReading = .absent
) -> ObservedResource {
  ObservedResource(
    kind: address.collection == "assistants" ? assistantKind : storeKind, id: id, createdAt: 1,
    attributes: attributes, marker: reading)
}

func session(
  _ provider: FakeProvider, parallelism: Int = 10, clock: TestClock = TestClock(),
  policy: RetryPolicy = RetryPolicy()
) -> ProviderSession {
  ProviderSession(
    provider: provider, limiter: RequestLimiter(parallelism: parallelism), policy: policy,
    clock: clock, random: { 0 })
}

/// Counts: `n1`, `n2`, …
func nonces() -> @Sendable () -> String {
  let count = Counter()
  return { "n\(count.next())" }
}

final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
}

final class Log<Entry: Sendable>: Sendable {
  private let list = Mutex<[Entry]>([])
  var entries: [Entry] { list.withLock { $0 } }
  func append(_ entry: Entry) { list.withLock { $0.append(entry) } }
}

/// How many are inside at one time, at the most.
final class Crowd: Sendable {
  private let state = Mutex((now: 0, most: 0))
  var most: Int { state.withLock(\.most) }

  func enter() {
    state.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { state.withLock { $0.now -= 1 } }
}

/// The error of an action; nil when it succeeds.
func failure(
  of action: () async throws(ProviderError) -> some Sendable
) async -> ProviderError? {
  do throws(ProviderError) {
    _ = try await action()
    return nil
  } catch {
    return error
  }
}
