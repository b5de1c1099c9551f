package import ResourceModel
import OrderedCollections

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The lock file of one target, as it was read: the recorded state, and what else the file holds.
///
/// It is a cache and a baseline, never the only truth; markers on the objects carry the same.
package struct LockFile: Sendable {
  package let path: String
  /// What the file records; nil when there is no file yet.
  package private(set) var recorded: RecordedState?
  /// The files of former names of the target, which this one takes the place of once it is written.
  package private(set) var superseded: [String] = []
  private var document: JSONObject
  private let bytes: [UInt8]
  /// What the file itself says, before a journal was taken in.
  private let written: RecordedState?
  /// Whether the recorded state was read from a journal, too, which the file may not hold yet.
  package let holdsJournal: Bool

  private init(
    path: String, recorded: RecordedState?, superseded: [String] = [], document: JSONObject,
    bytes: [UInt8], written: RecordedState? = nil, holdsJournal: Bool = false
  ) {
    self.path = path
    self.recorded = recorded
    self.superseded = superseded
    self.document = document
    self.bytes = bytes
    self.written = written
    self.holdsJournal = holdsJournal
  }

  /// In the place of a file that cannot be read: the first write replaces it.
  package init(replacing path: String) {
    self.init(path: path, recorded: nil, document: [:], bytes: [])
  }

  /// `asst.TARGET.lock.json`.
  package static func name(target: String) -> String { "asst.\(target).lock.json" }

  /// Reads the file of a target in the configuration folder, and with it those of the target's former
  /// names. A missing one is no error; one that cannot be used is.
  package static func open(
    in folder: String, of ownership: Ownership, catalogue: ResourceCatalogue = .standard
  ) throws(LockFileError) -> LockFile {
    let open = { (target: String) throws(LockFileError) in
      try LockFile.open(
        at: "\(folder)/\(name(target: target))", of: ownership, catalogue: catalogue)
    }
    var file = try open(ownership.target)
    for target in ownership.formerTargets.reversed() { try file.follow(try open(target)) }
    return file
  }

  /// Takes over what the file of a former name says and this one does not. Both exist after an apply
  /// that was interrupted between the two, and after one that was made before `formerly` was declared.
  private mutating func follow(_ former: LockFile) throws(LockFileError) {
    guard let earlier = former.recorded else { return }
    try former.checkOrigin(recorded?.origin ?? earlier.origin)
    superseded.append(former.path)
    guard var merged = recorded else {
      recorded = earlier
      document = former.document
      return
    }
    let known = Set(merged.resources.values.flatMap { [$0.id] + $0.leaving })
    let isNew = { (entry: RecordedResource) in
      known.isDisjoint(with: [entry.id] + entry.leaving)
    }
    merged.resources.merge(earlier.resources.filter { isNew($0.value) }) { current, _ in current }
    recorded = merged
  }

  /// Reads one file.
  package static func open(
    at path: String, project: String, target: String, catalogue: ResourceCatalogue = .standard
  ) throws(LockFileError) -> LockFile {
    try open(
      at: path, of: Ownership(project: project, target: target), catalogue: catalogue)
  }

  private static func open(
    at path: String, of ownership: Ownership, catalogue: ResourceCatalogue
  ) throws(LockFileError) -> LockFile {
    let bytes: [UInt8]
    do throws(FileError) {
      guard let found = try AtomicFile.read(path) else {
        return LockFile(
          path: path, recorded: nil, document: [:], bytes: [], written: nil, holdsJournal: false)
      }
      bytes = found
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    let (document, state) = try LockFileDecoder(path: path, catalogue: catalogue).decode(bytes)
    guard ownership.owns(project: state.project, target: ownership.target) else {
      throw .otherProject(path: path, found: state.project, expected: ownership.project)
    }
    guard ownership.owns(project: state.project, target: state.target) else {
      throw .otherTarget(path: path, found: state.target, expected: ownership.target)
    }
    return LockFile(
      path: path, recorded: state, document: document, bytes: bytes, written: state,
      holdsJournal: false)
  }

  /// The same file, with what a journal of an interrupted apply knows on top. Nothing is written.
  package func replaying(_ journal: JournalContents?) -> LockFile {
    guard let journal else { return self }
    return LockFile(
      path: path, recorded: journal.replayed(over: recorded), superseded: superseded,
      document: document, bytes: bytes, written: written, holdsJournal: true)
  }

  /// Refuses a file whose IDs belong to another place than the one that is asked.
  package func checkOrigin(_ origin: Origin) throws(LockFileError) {
    guard let recorded, recorded.origin != origin else { return }
    throw .otherOrigin(
      path: path, found: Self.words(recorded.origin), expected: Self.words(origin))
  }

  /// Replaces the file in one step, with the next serial. A file that would say the same is left
  /// alone. Once it is safely there, the files that it takes the place of are removed. Returns the
  /// file as it now is.
  @discardableResult
  package func write(_ state: RecordedState) throws(LockFileError) -> LockFile {
    var next = state
    next.serial = (written ?? recorded)?.serial ?? 0
    // How far a journal was taken in is no news of its own.
    next.journal = written?.journal
    if LockFileFormat.encode(next, over: document) == bytes {
      removeSuperseded()
      return self
    }
    next.serial += 1
    next.journal = state.journal
    let text = LockFileFormat.encode(next, over: document)
    do throws(FileError) {
      try AtomicFile.replace(path, with: text)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    removeSuperseded()
    let document = (try? JSONParser.parse(text))?.object ?? document
    return LockFile(
      path: path, recorded: next, document: document, bytes: text, written: next,
      holdsJournal: false)
  }

  /// One that cannot be removed says nothing that this file does not say, so that is no error.
  private func removeSuperseded() {
    for path in superseded { unlink(path) }
  }

  private static func words(_ origin: Origin) -> String {
    origin.organization.map { "\(origin.baseURL) (\($0))" } ?? origin.baseURL
  }
}
