import OrderedCollections
import Planning
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

extension StateEditing {
  /// Every object at the target, with the recorded ones that no list shows.
  func everything() async throws(CommandFailure) -> ObservedState {
    let needed = project.neededKinds(recorded)
    let kinds = recorded.kindsByID
    return try await ask { (session) async throws(ProviderError) in
      try await Refresh(session: session).observe(
        ResourceCatalogue.standard.schemas.map(\.kind), needed: needed, recorded: kinds)
    }
  }

  /// Takes our marker off one object, and returns its place among those observed.
  func release(_ id: String, of observed: ObservedState) async throws(CommandFailure) -> Int {
    guard let index = observed.resources.firstIndex(where: { $0.id == id }),
      let marker = observed.resources[index].marker.marker,
      project.desired.ownership.owns(marker),
      let schema = ResourceCatalogue.standard.schema(kind: observed.resources[index].kind)
    else { throw CommandFailure([RecoveryProblems.notOurs(id)]) }
    do throws(StepFailure) {
      try await connection.session.release(observed.resources[index], schema: schema)
    } catch {
      throw CommandFailure([
        StateProblems.markerNotWritten(error, of: marker.address, "The lock file is as it was.")
      ])
    }
    return index
  }

  /// The files of ours that an object holds: once it is deleted, nothing tells whose they are.
  func files(of stray: Recovery.Stray) async throws(CommandFailure) -> [String: FileIdentity] {
    let holdsMembers =
      ResourceCatalogue.standard.schema(kind: stray.kind)?.memberAttribute != nil
    return try await ask { (session) async throws(ProviderError) in
      guard session.hasFiles else { return [:] }
      return holdsMembers
        ? try await members(of: stray, session) : try await listedFiles(of: stray, session)
    }
  }

  private func members(
    of stray: Recovery.Stray, _ session: ProviderSession
  ) async throws(ProviderError) -> [String: FileIdentity] {
    var files: [String: FileIdentity] = [:]
    for member in try await session.members(of: stray.id) {
      guard let digits = member.attributes[DesiredFile.digestAttribute]?.string,
        let content = Digest(recorded: "sha256:\(digits)"),
        let file = try await session.file(member.file)
      else { continue }
      files[member.file] = FileIdentity(name: file.name, content: content)
    }
    return files
  }

  /// A mark says only that they are ours. Their bytes are not known, so they stand under a digest that no
  /// file has: enough to be deleted by the next apply.
  private func listedFiles(
    of stray: Recovery.Stray, _ session: ProviderSession
  ) async throws(ProviderError) -> [String: FileIdentity] {
    guard let object = try await session.get(stray.kind, id: stray.id), let mark = object.fileMark
    else { return [:] }
    var files: [String: FileIdentity] = [:]
    for id in object.attributes.values.flatMap({ $0.array?.compactMap(\.string) ?? [] }) {
      guard let short = mark.short(of: id), let file = try await session.file(id) else { continue }
      files[id] = FileIdentity(name: file.name, content: Digest(of: short.utf8))
    }
    return files
  }

  /// Deletes an object that is still what was seen; a person may have thought for long.
  func delete(
    _ stray: Recovery.Stray, seenIn observed: ObservedState
  ) async throws(CommandFailure) {
    let now = try await ask { (session) async throws(ProviderError) in
      try await session.get(stray.kind, id: stray.id)
    }
    guard let now else { return }
    guard now == observed.resources.first(where: { $0.id == stray.id }) else {
      throw CommandFailure([RecoveryProblems.moved(stray.id)])
    }
    try await ask { (session) async throws(ProviderError) in
      try await session.delete(stray.kind, id: stray.id)
    }
  }
}

extension LockFile {
  /// A damaged file is what a recovery is for: it counts as none. All else that is wrong with it, such
  /// as another project in it, is as wrong as ever.
  static func openForRecovery(
    _ project: LoadedProject, console: Console
  ) throws(CommandFailure) -> LockFile {
    let path = "\(project.systemFolder)/\(name(target: project.target.name))"
    do throws(LockFileError) {
      return try LockFile.open(in: project.systemFolder, of: project.desired.ownership)
    } catch {
      guard case .damaged(path, _, _, _) = error else { throw CommandFailure(error) }
      console.show([RecoveryProblems.damaged(error.detail)])
      return LockFile(replacing: path)
    }
  }
}
