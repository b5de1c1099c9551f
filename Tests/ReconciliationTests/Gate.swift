import Synchronization

/// A place where tasks wait until a test lets them through, and where the test waits for them.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var arrived = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    var watchers: [(count: Int, waiter: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// Waits for `open`; does not mind cancellation.
  func pass() async {
    await withCheckedContinuation { waiter in
      let ready = state.withLock { state in
        state.arrived += 1
        let arrived = state.arrived
        var ready = state.watchers.filter { $0.count <= arrived }.map(\.waiter)
        state.watchers.removeAll { $0.count <= arrived }
        if state.isOpen { ready.append(waiter) } else { state.waiting.append(waiter) }
        return ready
      }
      for waiter in ready { waiter.resume() }
    }
  }

  /// Returns once that many have come.
  func arrived(_ count: Int) async {
    await withCheckedContinuation { waiter in
      let isThere = state.withLock { state in
        if state.arrived >= count { return true }
        state.watchers.append((count, waiter))
        return false
      }
      if isThere { waiter.resume() }
    }
  }

  var arrivals: Int { state.withLock(\.arrived) }

  /// Lets everyone through from now on.
  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for waiter in waiting { waiter.resume() }
  }

  /// Lets the first in line through.
  func letOne() {
    state.withLock { state in
      state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }?.resume()
  }
}
