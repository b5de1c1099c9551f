import OrderedCollections
import ResourceModel

/// A plan at work: what its rules have counted, and the chance of each.
struct FaultSession: Sendable {
  private struct Progress: Sendable {
    var matched = 0
    var acted = 0
    var chance: SeededChance
  }

  private let plan: FaultPlan
  private var progress: [Progress]

  init(_ plan: FaultPlan) {
    self.plan = plan
    // Each rule has its own chance, so that none changes what another one does.
    progress = plan.rules.indices.map { index in
      Progress(chance: SeededChance(seed: UInt64(plan.seed) &+ UInt64(index) &* 0x1_0000_0001))
    }
  }

  var isEmpty: Bool { plan.rules.isEmpty }

  /// What becomes of a request. Effects of several rules add up; of several endings, the first
  /// rule's is taken, and the others do not act.
  mutating func decide(_ request: APIRequest) -> FaultDecision {
    var decision = FaultDecision()
    for (index, rule) in plan.rules.enumerated() where rule.match.counts(request) {
      progress[index].matched += 1
      guard rule.match.isTurn(progress[index].matched, acted: progress[index].acted),
        progress[index].chance.falls(rule.match.probability), decision.take(rule.effect)
      else { continue }
      progress[index].acted += 1
      decision.names.append(rule.name)
    }
    return decision
  }

  /// The plan with what each rule has counted.
  var json: JSONValue {
    let rules = zip(plan.rules, progress).map { rule, progress in
      var members = rule.source.object ?? [:]
      members["matched"] = .integer(progress.matched)
      members["acted"] = .integer(progress.acted)
      return JSONValue.object(members)
    }
    return ["seed": .integer(plan.seed), "rules": .array(rules)]
  }
}

/// What is to become of one request.
struct FaultDecision: Sendable {
  /// The rules that act on it.
  var names: [String] = []
  private(set) var ending: FaultEnding?
  private(set) var delay = Duration.zero
  private(set) var hold: HoldPoint?
  private(set) var metadata: Quirks.MetadataQuirk?
  private(set) var listLag: ListLagLength?
  private(set) var pageShift: PageShift?

  /// Returns false when an earlier rule has said otherwise.
  fileprivate mutating func take(_ effect: FaultEffect) -> Bool {
    func set<Value>(_ value: inout Value?, _ new: Value) -> Bool {
      guard value == nil else { return false }
      value = new
      return true
    }
    switch effect {
    case .delay(let duration):
      delay += duration
      return true
    case .ending(let ending): return set(&self.ending, ending)
    case .hold(let point): return set(&hold, point)
    case .metadata(let quirk): return set(&metadata, quirk)
    case .listLag(let length): return set(&listLag, length)
    case .pageShift(let shift): return set(&pageShift, shift)
    }
  }
}

/// The same numbers from the same seed, on every machine: SplitMix64.
private struct SeededChance: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func falls(_ probability: Double) -> Bool {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Double(mixed >> 11) * 0x1p-53 < probability
  }
}
