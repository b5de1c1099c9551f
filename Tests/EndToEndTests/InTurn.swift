import Testing

/// Lets a dozen of these tests run at a time. Each starts processes and holds their pipes and connections; all
/// at once they take more file descriptors than Foundation's `Process` lists without reading past a buffer.
struct InTurn: SuiteTrait, TestTrait, TestScoping {
  private static let turns = Turns(12)

  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    await Self.turns.take()
    do {
      try await function()
    } catch {
      await Self.turns.giveBack()
      throw error
    }
    await Self.turns.giveBack()
  }
}

extension Trait where Self == InTurn {
  static var inTurn: Self { InTurn() }
}

/// A number of turns; who finds none left waits, first come, first served.
private actor Turns {
  private var left: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { left = count }

  func take() async {
    if left > 0 {
      left -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty {
      left += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
