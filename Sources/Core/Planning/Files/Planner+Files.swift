import OrderedCollections
package import ResourceModel

extension Planner {
  /// The files that are known to exist, and what those are that no longer do.
  package static func fileTable(
    desired: DesiredState, recorded: RecordedState, observed: ObservedState
  ) -> FileTable {
    let seen = observed.files
    var table = FileTable(gone: seen.missing)
    let lists = observed.resources.flatMap { resource in
      resource.attributes.values.flatMap { $0.array?.compactMap(\.string) ?? [] }
    }
    var existing = Set(lists).union(seen.known.keys)
    for membership in seen.memberships.values {
      existing.formUnion(membership.members.map(\.file))
    }
    existing.subtract(seen.missing)
    var names: [String: String] = [:]
    let take = { (id: String, identity: FileIdentity) in
      names[id] = identity.name
      if existing.contains(id) {
        table.insert(id, identity)
      } else {
        table.remember(id, identity)
      }
    }
    for (_, resource) in recorded.resources.sorted(by: { $0.key < $1.key }) {
      for (_, attachment) in resource.attachments.sorted(by: { $0.key < $1.key }) {
        take(attachment.file, attachment.identity)
      }
    }
    for (id, identity) in recorded.looseFiles.sorted(by: { $0.key < $1.key }) { take(id, identity) }
    for (_, membership) in seen.memberships.sorted(by: { $0.key < $1.key })
    where !membership.isAssumed {
      for member in membership.members {
        guard let content = member.content,
          let name = member.name ?? names[member.file] ?? seen.known[member.file]?.name
        else { continue }
        table.insert(member.file, FileIdentity(name: name, content: content))
      }
    }
    insertMarked(desired, observed, into: &table)
    return table
  }

  /// What only an object's mark tells: a short form, which a declared file may fit.
  private static func insertMarked(
    _ desired: DesiredState, _ observed: ObservedState, into table: inout FileTable
  ) {
    let marked = observed.resources.filter { $0.fileMark != nil }
    guard !marked.isEmpty else { return }
    var identities: [String: FileIdentity] = [:]
    for attribute in desired.resources.values.flatMap(\.attributes.values) {
      guard case .files(let selection) = attribute.value else { continue }
      for file in selection.files { identities[file.identity.short] = file.identity }
    }
    for resource in marked {
      for id in resource.attributes.values.flatMap({ $0.array?.compactMap(\.string) ?? [] })
      where table.identity(of: id) == nil && !table.isGone(id) {
        guard let short = resource.fileMark?.short(of: id), let identity = identities[short] else {
          continue
        }
        table.insert(id, identity)
      }
    }
  }

  /// What happens to the files of a resource. `found` is nil for a new object.
  func fileChanges(
    of resource: DesiredResource, found: ObservedResource?, schema: ResourceSchema
  ) -> FileChanges? {
    let recorded = recorded.resources[resource.address]?.attachments ?? [:]
    if let path = schema.memberAttribute {
      let desired = files(of: resource, at: path)
      if desired == nil, recorded.isEmpty, found.map({ membership(of: $0).members.isEmpty }) ?? true
      {
        return nil
      }
      if let found, neverHeldFiles(resource.address, id: found.id) {
        return FileChanges(foreign: membership(of: found).members.map(\.file), areMembers: true)
      }
      if found != nil, resource.lifecycle.ignores(path) {
        return FileChanges(inPlace: recorded, areMembers: true)
      }
      return MembershipComparison(
        desired: desired ?? [], recorded: found == nil ? [:] : recorded,
        attempted: self.recorded.attempted,
        membership: found.map(membership) ?? ObservedMembership(members: []), files: files
      ).compare()
    }
    guard let path = schema.fileListAttribute else { return nil }
    let desired = files(of: resource, at: path)
    if desired == nil, recorded.isEmpty, found?.fileMark == nil { return nil }
    if found != nil, resource.lifecycle.ignores(path) { return FileChanges(inPlace: recorded) }
    return FileListComparison(
      desired: desired ?? [], recorded: found == nil ? [:] : recorded,
      held: found?.attributes[path]?.array?.compactMap(\.string) ?? [], mark: found?.fileMark,
      files: files
    ).compare()
  }

  /// Whether a store was imported, and nothing of ours was attached since or is declared. What hangs on
  /// it is somebody else's then, digest or not: it may have been another project's, which forgot it.
  private func neverHeldFiles(_ address: Address, id: String) -> Bool {
    guard let entry = recorded.resources[address], entry.id == id, entry.isImported,
      entry.attachments.isEmpty,
      let path = catalogue.schema(of: address)?.memberAttribute
    else { return false }
    return desired.resources[address].flatMap { files(of: $0, at: path) } == nil
  }

  private func membership(of store: ObservedResource) -> ObservedMembership {
    observed.files.memberships[store.id] ?? ObservedMembership(members: [])
  }

  /// nil where the YAML does not declare any.
  private func files(of resource: DesiredResource, at path: AttributePath) -> [DesiredFile]? {
    guard case .files(let selection)? = resource.attributes[path]?.value else { return nil }
    return selection.files
  }

  // MARK: - What nothing holds any more

  /// Files of ours that are free after the plan: those that it detaches, those of what it deletes, and
  /// those that an earlier apply left behind.
  func fileDeletions(of plan: Plan) -> [PlannedFileDeletion] {
    var held = Set<String>()
    var ours = Set(recorded.looseFiles.keys)
    let planned = Dictionary(
      plan.changes.filter { $0.action != .forget }.map { ($0.address, $0) },
      uniquingKeysWith: { first, _ in first })
    for change in plan.changes {
      for file in change.files?.changes ?? [] {
        let id = file.action == .detach ? file.file : file.previous
        if let id { ours.insert(id) }
        if file.action != .detach, let id = file.file { held.insert(id) }
      }
      held.formUnion(change.files?.inPlace.values.map(\.file) ?? [])
      held.formUnion(change.files?.foreign ?? [])
    }
    for (address, resource) in recorded.resources {
      let files = resource.attachments.values.map(\.file)
      let isKept = planned[address] == nil && !isGoneForGood(address, plan)
      if isKept { held.formUnion(files) } else { ours.formUnion(files) }
    }
    let (leaving, staying) = heldByObjects(plan)
    for files in leaving.values { ours.formUnion(files) }
    held.formUnion(staying)
    // What a resource outside this plan waits for stays, too; in a plan that deletes everything, none
    // does.
    let isOfAll = options.destroys && options.only == nil
    for (address, resource) in desired.resources where planned[address] == nil && !isOfAll {
      for attribute in resource.attributes.values {
        guard case .files(let selection) = attribute.value else { continue }
        held.formUnion(selection.files.compactMap { files[$0.identity] })
      }
    }
    let free = ours.subtracting(held).subtracting(observed.files.missing)
    guard !free.isEmpty else { return [] }
    let holders = holders(of: free, in: plan, leaving: leaving)
    return free.sorted().map {
      PlannedFileDeletion(id: $0, identity: files.identity(of: $0), holders: holders[$0] ?? [])
    }.sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
  }

  /// Which resources hold files today, as their changes, the lock file and the objects say.
  private func holders(
    of files: Set<String>, in plan: Plan, leaving: [Address: Set<String>]
  ) -> [String: Set<Address>] {
    var holders: [String: Set<Address>] = [:]
    for change in plan.changes {
      for file in change.files?.changes ?? [] {
        guard let id = file.action == .detach ? file.file : file.previous else { continue }
        holders[id, default: []].insert(change.address)
      }
    }
    for (address, resource) in recorded.resources {
      for attachment in resource.attachments.values where files.contains(attachment.file) {
        holders[attachment.file, default: []].insert(address)
      }
    }
    for (address, ids) in leaving {
      for id in ids.intersection(files) { holders[id, default: []].insert(address) }
    }
    return holders
  }

  /// What an apply starts from: files that only objects show which are about to go are known to the lock
  /// file from here on, since nothing else would tell of them after a kill.
  func recordedBefore(_ plan: Plan) -> RecordedState {
    var before = recorded
    let known = recorded.attachedFiles
    for file in plan.fileDeletions where !known.contains(file.id) {
      if let identity = file.identity { before.looseFiles[file.id] = identity }
    }
    return before
  }

  /// The files with our digest that objects show without any lock file: of those that the plan deletes,
  /// and of those that it does not touch.
  private func heldByObjects(
    _ plan: Plan
  ) -> (leaving: [Address: Set<String>], staying: Set<String>) {
    var deleted: [String: Address] = [:]
    for change in plan.changes where change.action == .delete || change.action == .replace {
      guard let id = change.id, !neverHeldFiles(change.address, id: id) else { continue }
      deleted[id] = change.address
    }
    let planned = Set(plan.changes.filter { $0.action != .forget }.compactMap(\.id))
    var leaving: [Address: Set<String>] = [:]
    var staying = Set<String>()
    for object in observed.resources {
      let members = observed.files.memberships[object.id]?.members ?? []
      var files = Set(members.filter { $0.content != nil }.map(\.file))
      if let mark = object.fileMark {
        let listed = object.attributes.values.flatMap { $0.array?.compactMap(\.string) ?? [] }
        files.formUnion(listed.filter { mark.short(of: $0) != nil })
      }
      if let address = deleted[object.id] {
        leaving[address, default: []].formUnion(files)
      } else if !planned.contains(object.id) {
        staying.formUnion(files)
      }
    }
    return (leaving, staying)
  }

  /// Whether the plan drops a resource because its object is gone: then its files are nobody's.
  private func isGoneForGood(_ address: Address, _ plan: Plan) -> Bool {
    plan.changes.contains {
      $0.address == address && $0.action == .forget && $0.reason == .goneAlready
    }
  }
}
