package import Planning
package import ResourceModel

/// Takes objects over that exist already: looks for them, and writes the marker that makes them the
/// project's own. No declared value is ever written here.
package struct Adoption: Sendable {
  package enum Look: Sendable, Equatable {
    case found(ObservedResource)
    /// The ID is one of another kind.
    case ofKind(ResourceKind)
    case missing
  }

  package struct Result: Sendable {
    /// What the lock file is to say of the resource.
    package let entry: RecordedResource
    /// The values that the YAML declares otherwise; the next plan shows them.
    package let differences: [AttributePath]
  }

  private let session: ProviderSession
  private let catalogue: ResourceCatalogue
  private let nonce: @Sendable () -> String

  /// `nonce` gives a new random word of the grammar of keys at each call.
  package init(
    session: ProviderSession, catalogue: ResourceCatalogue = .standard,
    nonce: @escaping @Sendable () -> String
  ) {
    self.session = session
    self.catalogue = catalogue
    self.nonce = nonce
  }

  /// One request for an ID of the kind; what is none is asked for as every other kind, so that the
  /// answer can say what it is.
  package func look(for id: String, kind: ResourceKind) async throws(ProviderError) -> Look {
    if let found = try await session.get(kind, id: id) { return .found(found) }
    for other in catalogue.schemas.map(\.kind) where other != kind {
      do throws(ProviderError) {
        if try await session.get(other, id: id) != nil { return .ofKind(other) }
      } catch {
        // A host that does not serve the other kind, or refuses its IDs, has answered enough.
        if case .rejected = error.cause { continue }
        guard error.cause == .notServed || error.cause == .notFound else { throw error }
      }
    }
    return .missing
  }

  /// Which of the objects that another one refers to carry a marker of this project and target: their
  /// addresses by ID. `known` are those that need not be asked for.
  package func owners(
    of ids: [String], kind: ResourceKind, known: [String: Address], project: String, target: String
  ) async throws(ProviderError) -> [String: Address] {
    var owners: [String: Address] = [:]
    for id in ids {
      if let address = known[id] {
        owners[id] = address
      } else if let marker = try await session.get(kind, id: id)?.marker.marker,
        marker.project == project, marker.target == target,
        catalogue.schema(of: marker.address)?.kind == kind
      {
        owners[id] = marker.address
      }
    }
    return owners
  }

  /// Writes the marker, with the digests of the values that are in place; an object that carries
  /// exactly that is not written to.
  package func adopt(
    _ observed: ObservedResource, as desired: DesiredResource, of state: DesiredState,
    recorded: RecordedResource?, ids: ReferenceTable
  ) async throws(StepFailure) -> Result? {
    guard let schema = catalogue.schema(of: desired.address) else { return nil }
    let change = ResourceChange.adoption(
      of: desired, as: observed, schema: schema, recorded: recorded, ids: ids)
    let builder = WriteBuilder(
      project: state.project, target: state.target, schema: schema, change: change,
      desired: desired, observed: observed, recorded: recorded, ids: ids)
    let write = builder.update(freshNonce: nonce())
    var held = observed
    if let marker = write.marker, observed.marker.marker?.text != marker.text {
      held = try await send(write, over: observed, schema: schema)
    }
    var entry = Recording(
      schema: schema, desired: desired, ids: ids, previous: recorded,
      untouched: builder.untouched, failed: []
    ).entry(held)
    let wasOurs = observed.marker.marker.map(state.ownership.owns) ?? false
    if schema.memberAttribute != nil, recorded?.id != observed.id, !wasOurs {
      entry.isImported = true
    }
    return Result(entry: entry, differences: change.held.map(\.path))
  }

  private func send(
    _ write: ResourceWrite, over observed: ObservedResource, schema: ResourceSchema
  ) async throws(StepFailure) -> ObservedResource {
    let answer: ObservedResource
    do throws(ProviderError) {
      answer = try await session.update(observed.kind, id: observed.id, write)
      guard answer.id == observed.id else {
        throw ProviderError(
          .unreadableAnswer,
          "the update of \(observed.id) was answered with another object, \(answer.id)")
      }
    } catch {
      throw .provider(error)
    }
    let check = AnswerCheck(schema: schema, write: write, before: observed, answer: answer)
    if check.markerIsMissing { throw .markerDropped(id: answer.id) }
    // Nothing but the marker was sent: whatever else is new is somebody else's work.
    let paths = Set(answer.attributes.keys).union(observed.attributes.keys)
    let hasMoved = paths.contains { path in
      !schema.normalForm(answer.attributes[path], at: path).isEquivalent(
        to: schema.normalForm(observed.attributes[path], at: path))
    }
    if hasMoved { throw .moved(id: answer.id) }
    return answer
  }
}
