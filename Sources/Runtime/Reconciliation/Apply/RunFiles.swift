import OrderedCollections
import Planning
import ResourceModel

/// The files of an apply: what each step has to do with the IDs that are known when it starts.
struct RunFiles {
  private let uploads: [Address: DesiredFile]
  private let changes: [Address: FileChanges]
  private let detaching: Set<Address>
  /// Files that are to leave stores and have not yet, with the addresses of the stores.
  private var leaving: [String: Set<Address>] = [:]
  private let known: KnownFiles
  /// IDs by names.
  private var sent: [String: [String]] = [:]
  /// Who holds which file, once files are deleted: by then all writes have ended.
  private var holders: [String: Address]?

  init(_ plan: Plan, recorded: RecordedState) {
    known = KnownFiles(plan, recorded: recorded)
    uploads = Dictionary(
      plan.uploads.map { ($0.address, $0.file) }, uniquingKeysWith: { first, _ in first })
    let effective = plan.effective.filter { $0.action != .delete && $0.action != .forget }
    let holding = effective.filter(\.holdsMembers)
    changes = Dictionary(
      holding.compactMap { change in change.files.map { (change.address, $0) } },
      uniquingKeysWith: { first, _ in first })
    var detaching = Set<Address>()
    for change in holding where change.action != .create && change.action != .replace {
      for file in change.files?.changes ?? [] {
        guard let id = file.action == .detach ? file.file : file.previous else { continue }
        leaving[id, default: []].insert(change.address)
        detaching.insert(change.address)
      }
    }
    self.detaching = detaching
  }

  /// nil for a step that is not about files.
  func work(
    for step: ApplyStep, recorded: RecordedState, ids: ReferenceTable
  ) -> StepTask.FileWork? {
    switch step.verb {
    case .upload: uploads[step.address].map { .send($0, known: known(beside: $0)) }
    case .attach: fill(step, recorded: recorded, ids: ids).map(StepTask.FileWork.fill)
    case .detach: empty(step, recorded: recorded, ids: ids).map(StepTask.FileWork.empty)
    case .delete where step.kind == .file: .delete
    case .create, .update, .delete, .release: nil
    }
  }

  /// Whether nothing of this apply changes the store's files after this step.
  func isLast(_ step: ApplyStep) -> Bool {
    step.verb == .detach || step.verb == .attach && !detaching.contains(step.address)
  }

  mutating func wasSent(_ file: String, as name: String) { sent[name, default: []].append(file) }

  mutating func hasLeft(_ file: String, from store: Address) { leaving[file]?.remove(store) }

  /// Who holds a file still; nil when it may be deleted. Asked when files are deleted, and not before.
  mutating func holder(of file: String, recorded: RecordedState) -> Address? {
    if let address = leaving[file]?.min() { return address }
    let holders = holders ?? recorded.fileHolders
    self.holders = holders
    return holders[file]
  }

  private func known(beside file: DesiredFile) -> KnownFiles {
    var known = known
    known.sent = sent[file.name] ?? []
    return known
  }

  private func fill(
    _ step: ApplyStep, recorded: RecordedState, ids: ReferenceTable
  ) -> StoreWork? {
    guard let changes = changes[step.address], let store = ids[step.address] else { return nil }
    var work = StoreWork(address: step.address, store: store)
    for change in changes.changes {
      guard let desired = change.desired else { continue }
      guard let id = change.file ?? ids.files[desired.identity] else {
        work.lacking.append(
          FileFailure(file: desired.path, reason: "not attached, because it was not sent"))
        continue
      }
      let item = StoreWork.Item(desired: desired, file: id)
      switch change.action {
      case .attach, .replace: work.attaches.append(item)
      case .reattach: work.reattaches.append(item)
      case .annotate: work.annotations.append(item)
      case .wait: work.waits.append(item)
      case .detach: break
      }
    }
    return work
  }

  /// What was to be replaced leaves only where the new file is searchable.
  private func empty(
    _ step: ApplyStep, recorded: RecordedState, ids: ReferenceTable
  ) -> StoreLeave? {
    guard let changes = changes[step.address], let store = ids[step.address] else { return nil }
    let attachments = recorded.resources[step.address]?.attachments ?? [:]
    var work = StoreLeave(address: step.address, store: store)
    for change in changes.changes {
      let id = change.action == .detach ? change.file : change.previous
      guard let id else { continue }
      if change.action != .detach, change.path.flatMap({ attachments[$0]?.file }) == id { continue }
      work.items.append(
        StoreLeave.Item(file: id, path: change.path, identity: ids.files.identity(of: id)))
    }
    return work
  }
}

extension RecordedState {
  /// By the ID of a file, the first of the resources that hold it.
  fileprivate var fileHolders: [String: Address] {
    var holders: [String: Address] = [:]
    for (address, resource) in resources.sorted(by: { $0.key < $1.key }) {
      for attachment in resource.attachments.values where holders[attachment.file] == nil {
        holders[attachment.file] = address
      }
    }
    return holders
  }
}
