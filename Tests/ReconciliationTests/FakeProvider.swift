import Reconciliation
import ResourceModel
import Synchronization
import Testing

/// One call of the provider port.
enum Call: Sendable {
  case list(ResourceKind, after: String?)
  case get(ResourceKind, id: String)
  case create(ResourceKind, ResourceWrite)
  case update(ResourceKind, id: String, ResourceWrite)
  case delete(ResourceKind, id: String)

  /// `create assistant`, `delete vector_store vs_1`
  var words: String {
    switch self {
    case .list(let kind, let cursor): "list \(kind)" + (cursor.map { " after \($0)" } ?? "")
    case .get(let kind, let id): "get \(kind) \(id)"
    case .create(let kind, _): "create \(kind)"
    case .update(let kind, let id, _): "update \(kind) \(id)"
    case .delete(let kind, let id): "delete \(kind) \(id)"
    }
  }

  var write: ResourceWrite? {
    switch self {
    case .create(_, let write), .update(_, _, let write): write
    case .list, .get, .delete: nil
    }
  }
}

enum Answer: Sendable {
  case page(ResourcePage)
  case object(ObservedResource?)
  case done
}

/// A provider that a closure plays. What the closure does not answer fails the test.
final class FakeProvider: Provider {
  typealias Script = @Sendable (Call) async throws(ProviderError) -> Answer?

  private struct State {
    var calls: [Call] = []
    var underWay = 0
    var mostUnderWay = 0
  }

  let origin = testOrigin
  private let script: Script
  private let state = Mutex(State())

  init(_ script: @escaping Script) { self.script = script }

  /// In the order in which they came.
  var calls: [Call] { state.withLock(\.calls) }
  var words: [String] { calls.map(\.words) }
  /// The most calls that there were at one time.
  var mostUnderWay: Int { state.withLock(\.mostUnderWay) }
  var underWay: Int { state.withLock(\.underWay) }

  func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage {
    let call = Call.list(kind, after: cursor)
    guard case .page(let page) = try await play(call) else { throw unscripted(call) }
    return page
  }

  func get(_ kind: ResourceKind, id: String) async throws(ProviderError) -> ObservedResource? {
    let call = Call.get(kind, id: id)
    guard case .object(let object) = try await play(call) else { throw unscripted(call) }
    return object
  }

  func create(
    _ kind: ResourceKind, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    let call = Call.create(kind, write)
    guard case .object(let object?) = try await play(call) else { throw unscripted(call) }
    return object
  }

  func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    let call = Call.update(kind, id: id, write)
    guard case .object(let object?) = try await play(call) else { throw unscripted(call) }
    return object
  }

  func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    let call = Call.delete(kind, id: id)
    guard case .done = try await play(call) else { throw unscripted(call) }
  }

  private func play(_ call: Call) async throws(ProviderError) -> Answer? {
    state.withLock { state in
      state.calls.append(call)
      state.underWay += 1
      state.mostUnderWay = max(state.mostUnderWay, state.underWay)
    }
    defer { state.withLock { $0.underWay -= 1 } }
    return try await script(call)
  }

  private func unscripted(_ call: Call) -> ProviderError {
    Issue.record("nobody scripted: \(call.words)")
    return ProviderError(.rejected(parameter: nil), "unscripted: \(call.words)")
  }
}
