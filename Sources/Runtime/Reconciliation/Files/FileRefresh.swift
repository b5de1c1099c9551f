import OrderedCollections
import Planning
package import ResourceModel

/// Looks at the members of stores and at files, as far as a plan needs them and no further.
///
/// A store that says that it holds as much as after our last write is not listed: what the lock file
/// records is taken for what is there. So a plan without a change costs no request here.
package struct FileRefresh: Sendable {
  /// Up to so many files are asked for one by one; beyond that the list of all files is shorter.
  private static let mostSingleFiles = 10

  private let session: ProviderSession
  private let catalogue: ResourceCatalogue

  package init(session: ProviderSession, catalogue: ResourceCatalogue = .standard) {
    self.session = session
    self.catalogue = catalogue
  }

  /// What was seen of files, beside what is in `observed` already. `isFull` lists every store of ours.
  package func observe(
    _ observed: ObservedState, desired: DesiredState, recorded: RecordedState, isFull: Bool = false
  ) async throws(ProviderError) -> ObservedFiles {
    var seen = ObservedFiles()
    guard session.hasFiles else { return seen }
    let names = names(recorded)
    for store in stores(observed, desired: desired, recorded: recorded) {
      if !isFull, let known = store.entry, known.contents != nil,
        known.contents == store.object.contents
      {
        seen.memberships[store.object.id] = known.assumedMembership
      } else {
        let members = try await members(of: store.object.id)
        seen.memberships[store.object.id] = ObservedMembership(
          members: members.map { ObservedMembership.Member($0, name: names[$0.file]) })
      }
    }
    let wanted = unverified(
      seen, observed, desired: desired, recorded: recorded, isFull: isFull)
    if !recorded.unresolvedUploads.isEmpty || wanted.count > Self.mostSingleFiles {
      try await listFiles(wanted, into: &seen)
    } else {
      try await askForFiles(wanted, into: &seen)
    }
    return seen
  }

  /// One that was deleted since it was listed holds nothing; whatever is sent to it says so.
  private func members(of store: String) async throws(ProviderError) -> [ObservedMember] {
    do throws(ProviderError) {
      return try await session.members(of: store)
    } catch  where error.cause == .notFound {
      return []
    }
  }

  // MARK: - Stores

  private struct Store {
    let object: ObservedResource
    let entry: RecordedResource?
  }

  /// The stores of ours that hold files, as far as anybody says so.
  private func stores(
    _ observed: ObservedState, desired: DesiredState, recorded: RecordedState
  ) -> [Store] {
    let ownership = desired.ownership
    let entries = Dictionary(
      recorded.resources.map { ($0.value.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    return observed.resources.compactMap { object in
      guard catalogue.schema(kind: object.kind)?.memberAttribute != nil else { return nil }
      let entry = entries[object.id]
      let isOurs = object.marker.marker.map(ownership.owns) ?? (entry != nil)
      guard isOurs else { return nil }
      // Where the host does not count, only a look can tell.
      let isEmpty = object.contents.map { $0.total == 0 } ?? false
      guard !isEmpty || !(entry?.attachments.isEmpty ?? true) else { return nil }
      return Store(object: object, entry: entry)
    }
  }

  private func names(_ recorded: RecordedState) -> [String: String] {
    var names = recorded.looseFiles.mapValues(\.name)
    for attachment in recorded.resources.values.flatMap(\.attachments.values) {
      names[attachment.file] = attachment.name
    }
    return names
  }

  // MARK: - Files

  /// Files of which somebody has to say whether they exist, or what they are called.
  private func unverified(
    _ seen: ObservedFiles, _ observed: ObservedState, desired: DesiredState,
    recorded: RecordedState, isFull: Bool
  ) -> Set<String> {
    let members = seen.memberships.values.flatMap(\.members)
    let attached = Set(members.map(\.file))
    let listed = Set(
      observed.resources.flatMap { $0.attributes.values }
        .flatMap { $0.array?.compactMap(\.string) ?? [] })
    let held = attached.union(listed)
    var wanted = Set(recorded.looseFiles.keys)
    wanted.formUnion(
      listedAlone(
        listed.subtracting(attached), observed, desired: desired, recorded: recorded, isFull: isFull
      ))
    for resource in recorded.resources.values {
      wanted.formUnion(resource.attachments.values.map(\.file).filter { !held.contains($0) })
    }
    // Of two files with the same bytes the name decides, which no member tells.
    wanted.formUnion(
      members.filter { $0.content != nil && $0.name == nil }.map(\.file))
    return wanted
  }

  /// Files of ours that only a list of an object names: it may go on naming one that somebody deleted.
  /// That matters as soon as something else is to hold it; a full look asks for all of them.
  private func listedAlone(
    _ listed: Set<String>, _ observed: ObservedState, desired: DesiredState,
    recorded: RecordedState, isFull: Bool
  ) -> Set<String> {
    guard !listed.isEmpty else { return [] }
    let wanted = desired.fileHolders
    let marked = Dictionary(
      wanted.keys.map { ($0.short, $0) }, uniquingKeysWith: { first, _ in first })
    var held: [(id: String, identity: FileIdentity, holder: Address?)] = []
    for (address, resource) in recorded.resources {
      for attachment in resource.attachments.values where listed.contains(attachment.file) {
        held.append((attachment.file, attachment.identity, address))
      }
    }
    for object in observed.resources {
      guard let mark = object.fileMark else { continue }
      let ids = object.attributes.values.flatMap { $0.array?.compactMap(\.string) ?? [] }
      for id in ids where listed.contains(id) {
        guard let identity = mark.short(of: id).flatMap({ marked[$0] }) else { continue }
        held.append((id, identity, object.marker.marker?.address))
      }
    }
    return Set(
      held.filter { file in
        isFull || wanted[file.identity]?.contains { $0 != file.holder } ?? false
      }.map(\.id))
  }

  private func askForFiles(
    _ wanted: Set<String>, into seen: inout ObservedFiles
  ) async throws(ProviderError) {
    let answers = await withTaskGroup(of: (String, Result<ObservedFile?, ProviderError>).self) {
      group in
      for id in wanted {
        group.addTask {
          do throws(ProviderError) {
            return (id, .success(try await session.file(id)))
          } catch {
            return (id, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (id, answer) in answers {
      if let file = try answer.get() {
        seen.take(file)
      } else {
        seen.missing.insert(id)
      }
    }
  }

  private func listFiles(
    _ wanted: Set<String>, into seen: inout ObservedFiles
  ) async throws(ProviderError) {
    for file in try await session.allFiles() { seen.take(file) }
    seen.isComplete = true
    // Lists lag: gone means absent from the list and unknown by its ID. Many that are gone at once are
    // asked for all the same, since each would be sent anew.
    let unlisted = wanted.filter { seen.known[$0] == nil }
    try await askForFiles(unlisted, into: &seen)
  }
}

extension DesiredState {
  /// Which resources are to hold each file.
  fileprivate var fileHolders: [FileIdentity: Set<Address>] {
    var holders: [FileIdentity: Set<Address>] = [:]
    for (address, resource) in resources {
      for case .files(let selection) in resource.attributes.values.map(\.value) {
        for file in selection.files { holders[file.identity, default: []].insert(address) }
      }
    }
    return holders
  }
}

extension ObservedFiles {
  fileprivate mutating func take(_ file: ObservedFile) {
    known[file.id] = KnownFile(name: file.name, bytes: file.bytes, createdAt: file.createdAt)
  }
}

extension RecordedResource {
  /// What the lock file says that a store holds.
  fileprivate var assumedMembership: ObservedMembership {
    ObservedMembership(
      members: attachments.values.sorted { $0.file < $1.file }.map {
        ObservedMembership.Member(file: $0.file, content: $0.content, name: $0.name)
      }, isAssumed: true)
  }
}

extension ObservedMembership.Member {
  init(_ member: ObservedMember, name: String?) {
    var attributes = member.attributes
    let digits = attributes.removeValue(forKey: DesiredFile.digestAttribute)?.string
    let state: State =
      switch member.state {
      case .completed: .indexed
      case .inProgress: .indexing
      case .cancelled: .failed("its indexing was cancelled")
      case .failed(_, let message): .failed(message)
      }
    self.init(
      file: member.file, content: digits.flatMap { Digest(recorded: "sha256:\($0)") }, name: name,
      attributes: attributes, chunking: member.chunking, state: state)
  }
}
