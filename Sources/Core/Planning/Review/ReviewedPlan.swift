package import OrderedCollections
package import ResourceModel

/// A plan that somebody looked at, with what it takes to know later whether it still holds: digests of
/// what each change was computed from. No payload is taken from it; those come from the checkout.
package struct ReviewedPlan: Sendable, Equatable {
  package var plan: Plan
  package var request: PlanRequest
  /// For every change that writes, deletes or forgets.
  package var fingerprints: [ChangeKey: ChangeFingerprint]
  /// The serial of the lock file that it was computed from; 0 without one.
  package var lockSerial: Int

  package init(
    plan: Plan, request: PlanRequest, fingerprints: [ChangeKey: ChangeFingerprint], lockSerial: Int
  ) {
    self.plan = plan
    self.request = request
    self.fingerprints = fingerprints
    self.lockSerial = lockSerial
  }

  /// A plan and the states that it was computed from.
  package init(
    plan: Plan, request: PlanRequest, desired: DesiredState, observed: ObservedState,
    lockSerial: Int, catalogue: ResourceCatalogue = .standard
  ) {
    let fingerprinting = Fingerprinting(
      desired: desired, observed: observed, catalogue: catalogue)
    self.init(
      plan: plan, request: request,
      fingerprints: Dictionary(
        plan.effective.map { ($0.key, fingerprinting.fingerprint(of: $0)) },
        uniquingKeysWith: { first, _ in first }),
      lockSerial: lockSerial)
  }
}

/// What a plan was asked for. It is asked for again when the plan is applied.
package struct PlanRequest: Sendable, Equatable {
  package var options: PlanOptions
  /// The configuration folder, as it was named. An apply reads the one that it is given.
  package var configuration: String
  /// Whether the files of every store were listed.
  package var looksAtAllFiles: Bool
  /// What the command line set, in its order.
  package var variables: OrderedDictionary<String, String>

  package init(
    options: PlanOptions = PlanOptions(), configuration: String,
    looksAtAllFiles: Bool = false, variables: OrderedDictionary<String, String> = [:]
  ) {
    self.options = options
    self.configuration = configuration
    self.looksAtAllFiles = looksAtAllFiles
    self.variables = variables
  }
}

/// Tells the changes of a plan apart: one that writes by its address; of an address that is deleted or
/// forgotten there may be several objects.
package struct ChangeKey: Sendable, Hashable {
  package var address: Address
  /// nil for a change that writes.
  package var id: String?

  package init(address: Address, id: String?) {
    self.address = address
    self.id = id
  }
}

/// What a change was computed from.
package struct ChangeFingerprint: Sendable, Equatable {
  /// Of what the files declare; nil where they declare nothing.
  package var desired: Digest?
  /// Of the existing object; nil where there was none.
  package var observed: Digest?

  package init(desired: Digest?, observed: Digest?) {
    self.desired = desired
    self.observed = observed
  }
}

extension ResourceChange {
  package var key: ChangeKey {
    ChangeKey(address: address, id: action == .delete || action == .forget ? id : nil)
  }
}
