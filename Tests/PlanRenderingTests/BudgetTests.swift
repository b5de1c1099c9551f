import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a comparison costs stays in proportion to the texts, whatever is in them.
@Suite struct BudgetTests {
  /// Four times the text may cost as much more, and some: a comparison that grew with the square would
  /// cost sixteen times as much.
  @Test func theWorkGrowsWithTheText() {
    let (small, large) = (Self.cost(lines: 500), Self.cost(lines: 2_000))
    #expect(large < small * 10, "\(small), then \(large)")
  }

  /// What this thread has worked, in nanoseconds: other tests do not count.
  private static func cpuTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// The best of several, of a text of which every tenth line changed and a fifth moved.
  private static func cost(lines count: Int) -> Int {
    var generator = SeededGenerator(seed: 1)
    let old = (0..<count).map { "\($0). Answer question \($0 % 97) with care, and say why." }
    var new = old
    let block = Array(new[0..<count / 5])
    new.removeSubrange(0..<count / 5)
    new.insert(contentsOf: block, at: count / 2)
    for _ in 0..<count / 10 {
      new[Int.random(in: 0..<count, using: &generator)] += " Truly."
    }
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales",
        [Fixtures.prompt(old.joined(separator: "\n"), new.joined(separator: "\n"))])
    ])
    return (0..<3).map { _ in
      let start = cpuTime()
      _ = TerminalPlanRenderer.render(plan)
      return cpuTime() - start
    }.min() ?? 0
  }
}
