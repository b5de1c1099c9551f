import OrderedCollections
import ResourceModel

/// The files that a store is to hold, beside those that it holds: by content, so that a file that was
/// renamed in the project or whose lock entry is lost is found again.
struct MembershipComparison {
  let desired: [DesiredFile]
  let recorded: [String: RecordedAttachment]
  let membership: ObservedMembership
  let files: FileTable
  /// What each file was attached with, under whatever path that was.
  private let recordedSettings: [String: AttachmentSettings]
  /// What each may have been attached with, where nobody heard how that ended.
  private let attempted: [String: AttachmentSettings]
  private let there: Set<String>

  init(
    desired: [DesiredFile], recorded: [String: RecordedAttachment],
    attempted: [String: AttachmentSettings] = [:], membership: ObservedMembership, files: FileTable
  ) {
    self.desired = desired
    self.recorded = recorded
    self.membership = membership
    self.files = files
    recordedSettings = Dictionary(
      recorded.values.map { ($0.file, $0.settings) }, uniquingKeysWith: { first, _ in first }
    )
    self.attempted = attempted
    there = Set(membership.members.map(\.file))
  }

  /// Every desired file with its member, or none.
  func compare() -> FileChanges {
    let claims = claims()
    var result = FileChanges(isAssumed: membership.isAssumed, areMembers: true)
    var replaced = Set<String>()
    var first: [FileIdentity: String] = [:]
    for file in desired {
      // Copies of a file under other paths are one member, which the first path stands for.
      if let path = first[file.identity] {
        result.inPlace[file.path] = result.inPlace[path]
        continue
      }
      first[file.identity] = file.path
      guard let member = claims.paths[file.path] else {
        let change = arrival(of: file, beside: claims)
        if let previous = change.previous { replaced.insert(previous) }
        result.changes.append(change)
        continue
      }
      guard var change = change(of: file, member) else {
        result.inPlace[file.path] = file.attachment(as: member.file)
        continue
      }
      if member.state != .indexed, let previous = free(recorded[file.path], beside: claims) {
        // What it replaces stays until it is searchable, and stands in the lock file until then.
        change.previous = previous
        replaced.insert(previous)
      } else {
        result.inPlace[file.path] = held(file, member, change)
      }
      result.changes.append(change)
    }
    let paths = Dictionary(
      recorded.map { ($0.value.file, $0.key) }, uniquingKeysWith: { first, _ in first })
    let leaving = membership.members.filter { member in
      isOurs(member) && claims.members[member.file] == nil && !replaced.contains(member.file)
    }
    result.changes += leaving.map { member in
      FileChange(
        .detach, .undeclared, path: paths[member.file],
        name: member.name ?? files.identity(of: member.file)?.name, file: member.file)
    }.sorted {
      ($0.path ?? $0.name ?? "", $0.file ?? "") < ($1.path ?? $1.name ?? "", $1.file ?? "")
    }
    result.foreign = membership.members.filter { !isOurs($0) }.map(\.file).sorted()
    return result
  }

  // MARK: - Who is who

  private struct Claims {
    var paths: [String: ObservedMembership.Member] = [:]
    var members: [String: String] = [:]

    mutating func claim(_ member: ObservedMembership.Member, for path: String) {
      paths[path] = member
      members[member.file] = path
    }
  }

  /// What the lock file says first, then whatever has the right bytes.
  private func claims() -> Claims {
    var claims = Claims()
    let byID = Dictionary(
      membership.members.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    let first = Dictionary(desired.map { ($0.identity, $0.path) }) { first, _ in first }
    for file in desired {
      guard let known = recorded[file.path], known.identity == file.identity,
        let member = byID[known.file], claims.members[member.file] == nil,
        let path = first[file.identity], claims.paths[path] == nil
      else { continue }
      claims.claim(member, for: path)
    }
    var spare: [Digest: [ObservedMembership.Member]] = [:]
    for member in membership.members where claims.members[member.file] == nil {
      if let content = member.content { spare[content, default: []].append(member) }
    }
    for file in desired
    where claims.paths[file.path] == nil && first[file.identity] == file.path {
      let index = spare[file.content]?.firstIndex { member in
        (member.name ?? files.identity(of: member.file)?.name).map { $0 == file.name } ?? true
      }
      if let index, let member = spare[file.content]?.remove(at: index) {
        claims.claim(member, for: file.path)
      }
    }
    return claims
  }

  /// Ours is what carries our digest, and what the lock file names: somebody may have taken the
  /// attributes off.
  private func isOurs(_ member: ObservedMembership.Member) -> Bool {
    member.content != nil || recordedSettings[member.file] != nil
  }

  // MARK: - What happens

  private func arrival(of file: DesiredFile, beside claims: Claims) -> FileChange {
    let known = recorded[file.path]
    let id = files[file.identity]
    guard let known else { return FileChange(.attach, .declared, file, file: id) }
    if known.identity == file.identity, !there.contains(known.file) {
      // Recorded, and not among those that the store holds.
      return FileChange(.attach, .drift, file, file: id)
    }
    var change = FileChange(.replace, .changed, file, file: id)
    change.previous = free(known, beside: claims)
    return change
  }

  /// The file of a record that the store holds and no desired file is.
  private func free(_ known: RecordedAttachment?, beside claims: Claims) -> String? {
    guard let known, there.contains(known.file), claims.members[known.file] == nil else {
      return nil
    }
    return known.file
  }

  /// What the lock file is to say of a member until its change is made: a write that fails must be
  /// planned again.
  private func held(
    _ file: DesiredFile, _ member: ObservedMembership.Member, _ change: FileChange
  ) -> RecordedAttachment {
    var attachment = file.attachment(as: member.file)
    guard change.action != .wait else { return attachment }
    if let known = recorded[file.path], known.file == member.file {
      attachment.settings = known.settings
    } else {
      attachment.settings = AttachmentSettings(
        attributes: member.attributes ?? file.attributes,
        chunking: file.chunking.flatMap { member.chunking ?? $0 })
    }
    return attachment
  }

  /// nil where everything is as it should be.
  private func change(of file: DesiredFile, _ member: ObservedMembership.Member) -> FileChange? {
    if case .failed(let reason) = member.state {
      return FileChange(.reattach, .failed(reason), file, file: member.file)
    }
    let known = recordedSettings[member.file]
    let isCutAnew =
      if let chunking = member.chunking, let wanted = file.chunking {
        !chunking.isEquivalent(to: wanted)
      } else {
        (known ?? attempted[member.file]).map { $0.chunking != file.settings.chunking } ?? false
      }
    if isCutAnew { return FileChange(.reattach, .changed, file, file: member.file) }
    let isAnnotated =
      if let attributes = member.attributes {
        JSONValue.object(attributes).isEquivalent(to: .object(file.attributes))
          && member.content == file.content
      } else {
        known?.attributes == file.settings.attributes
      }
    if !isAnnotated {
      let isDrift = known?.attributes == file.settings.attributes
      var change = FileChange(.annotate, isDrift ? .drift : .changed, file, file: member.file)
      change.attributesBefore = member.attributes
      return change
    }
    return member.state == .indexing
      ? FileChange(.wait, .indexing, file, file: member.file) : nil
  }
}
