import OrderedCollections
package import ResourceModel

/// What became of uploads whose outcome nobody knows. Files carry no marker, so they are looked for by
/// what was sent: name, size and time, among those that nothing of ours knows.
///
/// Where several fit, none is taken: one may be somebody else's.
package struct UploadSettlement: Sendable {
  /// How far the clocks of this machine and the provider may be apart, in seconds.
  private static let clockTolerance = 300

  /// With what was found, and without what is certain now.
  package private(set) var recorded: RecordedState
  /// Uploads whose files a list may be late to show.
  package private(set) var awaited: [UnresolvedUpload] = []
  /// Uploads that several files may be: reported, and never guessed at.
  package private(set) var ambiguous: [(upload: UnresolvedUpload, files: [String])] = []

  /// `now` is in seconds since 1970, by the clock that the uploads were noted with.
  package init(
    _ recorded: RecordedState, files: ObservedFiles, now: Int,
    window: Int = CreateSettlement.window
  ) {
    self.recorded = recorded
    guard !recorded.unresolvedUploads.isEmpty, files.isComplete else { return }
    self.recorded.unresolvedUploads = []
    var ours = recorded.attachedFiles.union(recorded.looseFiles.keys)
    for membership in files.memberships.values {
      ours.formUnion(membership.members.map(\.file))
    }
    for upload in recorded.unresolvedUploads {
      let found = files.known.filter { id, file in
        !ours.contains(id) && Self.fits(upload, file)
      }.keys.sorted()
      switch found.count {
      case 1:
        self.recorded.looseFiles[found[0]] = upload.identity
        ours.insert(found[0])
      case 0:
        // A clock that was set back must not make anybody wait for ever.
        let age = max(0, now - upload.at)
        if age < window { awaited.append(upload) }
        if age < CreateSettlement.longestMemory { self.recorded.unresolvedUploads.append(upload) }
      default: ambiguous.append((upload, found))
      }
    }
  }

  /// Whether a file may be what an upload left.
  static func fits(_ upload: UnresolvedUpload, _ file: KnownFile) -> Bool {
    file.name == upload.name && (file.bytes.map { $0 == upload.size } ?? true)
      && (file.createdAt.map { $0 >= upload.at - clockTolerance } ?? true)
  }
}
