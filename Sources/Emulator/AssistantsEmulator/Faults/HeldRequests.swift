import ResourceModel

/// Requests that faults hold back, and callers who wait until so many are held.
struct HeldRequests: Sendable {
  enum End: Sendable { case released, left }

  private struct Held: Sendable {
    let method: String
    let path: String
    let point: HoldPoint
    let continuation: CheckedContinuation<End, Never>
  }

  private struct Watcher: Sendable {
    let count: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private var nextID = 0
  /// Announced and not there yet; the value tells that its client is gone already.
  private var coming: [Int: Bool] = [:]
  private var held: [Int: Held] = [:]
  private var watchers: [Int: Watcher] = [:]

  /// The number of a request or a watcher that is about to wait.
  mutating func announce() -> Int {
    nextID += 1
    coming[nextID] = false
    return nextID
  }

  mutating func hold(
    _ id: Int, _ request: APIRequest, _ point: HoldPoint,
    _ continuation: CheckedContinuation<End, Never>
  ) {
    if coming.removeValue(forKey: id) == true { return continuation.resume(returning: .left) }
    held[id] = Held(
      method: request.method, path: request.path, point: point, continuation: continuation)
    wakeWatchers()
  }

  /// Resumes once exactly so many requests are held.
  mutating func watch(_ id: Int, count: Int, _ continuation: CheckedContinuation<Void, Never>) {
    if coming.removeValue(forKey: id) == true || held.count == count {
      return continuation.resume()
    }
    watchers[id] = Watcher(count: count, continuation: continuation)
  }

  /// Its client went away; that of an id which waits no more means nothing.
  mutating func left(_ id: Int) {
    if coming[id] != nil { coming[id] = true }
    watchers.removeValue(forKey: id)?.continuation.resume()
    if let gone = held.removeValue(forKey: id) {
      gone.continuation.resume(returning: .left)
      wakeWatchers()
    }
  }

  /// Lets all go on, in the order in which they came; returns how many.
  mutating func release() -> Int {
    let ready = held.sorted { $0.key < $1.key }
    held = [:]
    for (_, request) in ready { request.continuation.resume(returning: .released) }
    wakeWatchers()
    return ready.count
  }

  private mutating func wakeWatchers() {
    for (id, watcher) in watchers where watcher.count == held.count {
      watchers[id] = nil
      watcher.continuation.resume()
    }
  }

  /// `METHOD`, path and point of each, in the order in which they came.
  var json: JSONValue {
    .array(
      held.sorted { $0.key < $1.key }.map { _, held in
        [
          "method": .string(held.method), "path": .string(held.path),
          "hold": .string(held.point.rawValue),
        ]
      })
  }
}
