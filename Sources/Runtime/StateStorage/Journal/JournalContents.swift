import OrderedCollections
package import ResourceModel

/// What the journal of an interrupted apply says.
package struct JournalContents: Sendable {
  package let header: JournalHeader
  /// Numbered from 1.
  package let entries: [JournalEntry]

  /// `TARGET.journal`, in the folder `.asst` of the configuration folder.
  package static func path(target: String, in folder: String) -> String {
    "\(folder)/.asst/\(target).journal"
  }

  /// Reads the file, whose names may be former ones of the project and its target. nil when there is
  /// none, or none whose first line was written to its end: nothing was sent then.
  package static func read(
    _ path: String, of ownership: Ownership, catalogue: ResourceCatalogue = .standard
  ) throws(JournalError) -> JournalContents? {
    let bytes: [UInt8]
    do throws(FileError) {
      guard let found = try AtomicFile.read(path) else { return nil }
      bytes = found
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    let objects: [JSONObject]
    do throws(JournalLine.Damage) {
      objects = try JournalLine.all(in: bytes).objects
    } catch {
      throw .damaged(path: path, line: error.line, reason: "the line is not as it was written")
    }
    guard let first = objects.first else { return nil }
    guard let format = first["format"]?.integer, format > 0 else {
      throw .damaged(path: path, line: 1, reason: "`format` is missing or not a format")
    }
    guard format <= JournalHeader.version else {
      throw .newerFormat(path: path, found: format, known: JournalHeader.version)
    }
    guard let header = JournalHeader(first) else {
      throw .damaged(path: path, line: 1, reason: "it is no header of a journal")
    }
    guard ownership.owns(project: header.project, target: ownership.target) else {
      throw .otherProject(path: path, found: header.project, expected: ownership.project)
    }
    guard ownership.owns(project: header.project, target: header.target) else {
      throw .otherTarget(path: path, found: header.target, expected: ownership.target)
    }
    var entries: [JournalEntry] = []
    var intents: [Int: JournalEntry] = [:]
    for object in objects.dropFirst() {
      let number = entries.count + 1
      guard object["entry"]?.integer == number,
        let entry = JournalCoding(catalogue: catalogue).entry(object, intents: intents)
      else {
        throw .damaged(path: path, line: number + 1, reason: "it is no entry of a journal")
      }
      if case .outcome = entry {} else { intents[number] = entry }
      entries.append(entry)
    }
    return JournalContents(header: header, entries: entries)
  }

  /// Refuses a journal that tells of another place than the one that is asked.
  package func checkOrigin(_ origin: Origin, path: String) throws(JournalError) {
    guard header.origin != origin else { return }
    throw .otherOrigin(path: path, found: header.origin.baseURL, expected: origin.baseURL)
  }

  /// The recorded state with the outcomes on top, and with the creates that nobody knows the outcome
  /// of. Entries that the state holds already change nothing, so that it may be done twice.
  package func replayed(over recorded: RecordedState?) -> RecordedState {
    var state =
      recorded
      ?? RecordedState(project: header.project, target: header.target, origin: header.origin)
    let isFolded = state.journal?.journal == header.id
    let folded = isFolded ? state.journal?.entry ?? 0 : 0
    // Where the state knows what holds them, the outcomes say when that is gone. Those that are deleted
    // by now are not found by the next look.
    if !isFolded {
      let held = state.attachedFiles
      state.looseFiles.merge(header.leavingFiles.filter { !held.contains($0.key) }) { known, _ in
        known
      }
    }
    var open: [Int: JournalEntry] = [:]
    for (number, entry) in zip(1..., entries) {
      guard case .outcome(let outcome, let of) = entry else {
        open[number] = entry
        continue
      }
      if outcome == .unknown { continue }
      guard let intent = open.removeValue(forKey: of) else { continue }
      if number > folded { state.take(outcome, of: intent) }
    }
    for (number, intent) in open.sorted(by: { $0.key < $1.key }) where number > folded {
      state.takeOpen(intent)
    }
    state.journal = JournalPosition(journal: header.id, entry: entries.count)
    return state
  }
}
